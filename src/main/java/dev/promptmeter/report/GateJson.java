package dev.promptmeter.report;

import dev.promptmeter.gate.Confidence;
import dev.promptmeter.gate.Gate;
import dev.promptmeter.gate.GateChange;
import dev.promptmeter.gate.GateResult;
import dev.promptmeter.gate.Grounds;
import dev.promptmeter.gate.Sureness;
import dev.promptmeter.summary.Figure;
import dev.promptmeter.summary.Unit;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A gate and what came of it as JSON. */
final class GateJson {

    private GateJson() {}

    static void put(ObjectNode node, GateResult result) {
        Gate gate = result.gate();
        Figure figure = result.figure();
        Unit unit = figure.unit();
        node.put("name", gate.name());
        node.put("expr", gate.expression());
        node.put("kind", gate.againstBaseline() ? "baseline" : "absolute");
        node.put("confidence", gate.confidence().word());
        node.put(
                "alpha",
                gate.confidence() == Confidence.POINT
                        ? null
                        : (Double) gate.demand().alpha());
        node.put("actual", JsonFigures.number(unit, figure.value()));
        node.put("bound", JsonFigures.number(unit, boxed(result.bound())));
        node.put("unit", JsonFigures.word(unit));
        JsonFigures.putInterval(node, "interval", figure);
        Sureness sureness = result.grounds().sureness();
        putBounds(node, result, sureness);
        node.put("n", figure.n());
        node.put("severity", gate.severity().word());
        node.put("verdict", result.verdict().name());
        node.put("reason", result.code());
        node.put("text", result.text());
        node.put("method", sureness == null ? figure.method() : sureness.method());
        node.put("line", gate.line() == 0 ? null : Integer.valueOf(gate.line()));
        ArrayNode flags = node.putArray("flags");
        result.grounds().flags().forEach(flag -> flags.add(flag.name()));
        putTest(node, result, sureness);
        if (gate.againstBaseline()) {
            putChange(node, result);
        }
    }

    private static @Nullable Double boxed(OptionalDouble value) {
        return value.isPresent() ? (Double) value.getAsDouble() : null;
    }

    /** Bounds of a change since a baseline are of its size: points as a share, or a factor. */
    private static void putBounds(ObjectNode node, GateResult result, @Nullable Sureness sureness) {
        if (sureness == null || sureness.bounds() == null) {
            node.putNull("bounds");
            return;
        }
        boolean figures = result.grounds().change() == null;
        Unit unit = figures ? result.figure().unit() : Unit.SHARE;
        ObjectNode bounds = node.putObject("bounds");
        bounds.put("lower", JsonFigures.number(unit, sureness.bounds().lower()));
        bounds.put("upper", JsonFigures.number(unit, sureness.bounds().upper()));
    }

    private static void putTest(ObjectNode node, GateResult result, @Nullable Sureness sureness) {
        boolean decided = sureness != null && result.gate().confidence() != Confidence.POINT;
        Grounds.Family family = result.grounds().family();
        if (sureness == null) {
            JsonFigures.putClusters(node, result.figure());
        } else {
            node.put("clusters", sureness.units().clusters());
            node.put(
                    "designEffect",
                    JsonFigures.number(Unit.SHARE, sureness.units().designEffect()));
        }
        node.put(
                "pFail",
                decided ? JsonFigures.number(Unit.SHARE, sureness.evidence().pFail()) : null);
        node.put("pFailAdjusted", family == null ? null : JsonFigures.number(Unit.SHARE, family.pFail()));
        node.put(
                "pPass",
                decided ? JsonFigures.number(Unit.SHARE, sureness.evidence().pPass()) : null);
        node.putNull("seed");
    }

    private static void putChange(ObjectNode node, GateResult result) {
        GateChange change = result.grounds().change();
        GateChange.Flips flips = change == null ? null : change.flips();
        GateChange.Outlook outlook = change == null ? null : change.outlook();
        Unit unit = result.figure().unit();
        node.put("baselineActual", change == null ? null : JsonFigures.number(unit, change.baseline()));
        node.put("change", change == null ? null : JsonFigures.number(Unit.SHARE, change.size()));
        node.put("improved", flips == null ? null : (Integer) flips.improved());
        node.put("worsened", flips == null ? null : (Integer) flips.worsened());
        node.put("discordance", flips == null ? null : JsonFigures.number(Unit.SHARE, flips.discordance()));
        node.put("hiddenDrop", JsonFigures.number(Unit.SHARE, boxed(result.hiddenDrop())));
        node.put("casesNeeded", outlook == null ? null : outlook.casesNeeded());
        node.put("mde", outlook == null ? null : JsonFigures.number(Unit.SHARE, outlook.detectable()));
        node.put("forecastFail", outlook == null ? null : JsonFigures.number(Unit.SHARE, outlook.forecastFail()));
    }
}
