package dev.promptmeter.report;

import dev.promptmeter.gate.GatePlan;
import dev.promptmeter.gate.GatePlan.Chance;
import dev.promptmeter.stats.Interval;
import dev.promptmeter.summary.Unit;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A plan as one JSON document, {@code promptmeter.plan/1}: the figures of the text, shares and chances 0 to 1. */
public final class PlanJson {

    private static final String SCHEMA = "promptmeter.plan/1";

    private PlanJson() {}

    /** {@return the document, its last line not ended} */
    public static String of(Plan plan) {
        ObjectNode root = JsonText.object();
        root.put("schema", SCHEMA).put("suite", plan.suite());
        Plan.Size size = plan.size();
        root.put("rows", size.rows()).put("prompts", size.prompts()).put("models", size.models());
        root.put("cases", size.cases()).put("repeat", size.repeat());
        root.putObject("discordance")
                .put("share", number(plan.discordance().share()))
                .put("basis", plan.discordance().basis().name().toLowerCase(Locale.ROOT))
                .put("cases", plan.discordance().cases());
        ArrayNode gates = root.putArray("gates");
        plan.gates().forEach(gate -> put(gates.addObject(), gate));
        ArrayNode slices = root.putArray("slices");
        plan.slices()
                .forEach(slice -> slices.addObject()
                        .put("slice", slice.name())
                        .put("cases", slice.cases())
                        .put("detectable", number(slice.detectable())));
        root.put("redWithoutCause", number(plan.redWithoutCause()));
        root.put(
                "repeatsSuffice",
                plan.split() == null ? null : (Boolean) plan.split().repeatsSuffice());
        ArrayNode notes = root.putArray("notes");
        plan.notes().forEach(notes::add);
        return root.toPrettyString();
    }

    private static @Nullable BigDecimal number(@Nullable Double value) {
        return JsonFigures.number(Unit.SHARE, value);
    }

    private static void put(ObjectNode node, GatePlan plan) {
        node.put("name", plan.gate().name()).put("expr", plan.gate().expression());
        node.put("confidence", plan.gate().confidence().word());
        node.put("redWithoutCause", number(plan.redWithoutCause()));
        if (plan instanceof GatePlan.OfShare share) {
            node.put("cases", share.cases());
            putInterval(node.putArray("ci95AtBound"), share.interval());
            putChances(node.putArray("chances"), "trueRate", share.chances());
            ArrayNode proofs = node.putArray("toProve");
            share.proofs()
                    .forEach(proof -> proofs.addObject()
                            .put("trueRate", number(proof.truth()))
                            .put("cases", proof.cases()));
        } else if (plan instanceof GatePlan.OfMargin margin) {
            putMargin(node, margin);
        } else if (plan instanceof GatePlan.OfTimes times) {
            node.put("calls", times.calls()).put("shownFrom", times.shownFrom());
            node.put("upperBoundFrom", times.upperBound()).put("bothEndsFrom", times.bothEnds());
        } else if (plan instanceof GatePlan.Unforeseen unforeseen) {
            node.put("reason", unforeseen.why());
        }
    }

    private static void putMargin(ObjectNode node, GatePlan.OfMargin margin) {
        node.put("cases", margin.cases()).put("margin", number(margin.margin()));
        node.put("method", margin.exact().name().toLowerCase(Locale.ROOT));
        putChances(node.putArray("unchanged"), "trueDrop", List.of(margin.unchanged()));
        putChances(node.putArray("drops"), "trueDrop", margin.drops());
        node.put("detectable", number(margin.detectable()));
        node.put("casesToSettle", margin.toSettle());
        node.put("quietMargin", number(margin.quietMargin()));
    }

    private static void putInterval(ArrayNode ends, Interval interval) {
        ends.add(number(interval.lower()));
        ends.add(number(interval.upper()));
    }

    private static void putChances(ArrayNode list, String truth, List<Chance> chances) {
        for (Chance chance : chances) {
            list.addObject()
                    .put(truth, number(chance.truth()))
                    .put("red", number(chance.red()))
                    .put("green", number(chance.green()));
        }
    }
}
