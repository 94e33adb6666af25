package dev.promptmeter.report;

import dev.promptmeter.archive.FinishedRun;
import dev.promptmeter.run.CaseId;
import dev.promptmeter.stats.VarianceSplit;
import dev.promptmeter.summary.Figure;
import dev.promptmeter.summary.FlakyCase;
import dev.promptmeter.summary.Reruns;
import dev.promptmeter.summary.Slice;
import dev.promptmeter.summary.Unit;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What repeats showed, in the machine's form; null where every case was asked once. */
final class RepeatJson {

    private RepeatJson() {}

    static void put(ObjectNode root, FinishedRun run) {
        Slice total = run.summary().total();
        Reruns reruns = total.reruns();
        if (reruns == null) {
            root.putNull("repeats");
            return;
        }
        ObjectNode node = root.putObject("repeats");
        node.put("planned", run.manifest().repeat());
        node.put("fewest", reruns.fewest());
        node.put("most", reruns.most());
        putByK(node.putArray("passAtK"), total, "pass@");
        putByK(node.putArray("passHatK"), total, "pass^");
        JsonFigures.putShare(node, "flipRate", total);
        putSplit(node, reruns.split());
        ArrayNode flaky = node.putArray("flakiest");
        reruns.flakiest().forEach(each -> put(flaky.addObject(), each));
        ArrayNode mustPass = node.putArray("mustPass");
        RepeatText.mustPass(run)
                .forEach((gate, rate) ->
                        mustPass.addObject().put("gate", gate).put("flakeRate", JsonFigures.number(Unit.SHARE, rate)));
    }

    private static void putByK(ArrayNode list, Slice total, String prefix) {
        for (Figure figure : total.figures().values()) {
            if (figure.name().startsWith(prefix)) {
                ObjectNode node = list.addObject();
                node.put("k", Integer.parseInt(figure.name().substring(prefix.length())));
                JsonFigures.putShare(node, figure);
            }
        }
    }

    private static void putSplit(ObjectNode node, @Nullable VarianceSplit split) {
        if (split == null) {
            node.putNull("variance");
            return;
        }
        OptionalDouble correlation = split.intraclassCorrelation();
        node.putObject("variance")
                .put("within", JsonFigures.number(Unit.SHARE, split.within()))
                .put("between", JsonFigures.number(Unit.SHARE, split.between()))
                .put(
                        "intraclassCorrelation",
                        correlation.isEmpty() ? null : JsonFigures.number(Unit.SHARE, correlation.getAsDouble()))
                .put("populationError", JsonFigures.number(Unit.SHARE, split.populationError()))
                .put("rerunError", JsonFigures.number(Unit.SHARE, split.rerunError()))
                .put("repeatsSuffice", split.repeatsSuffice());
    }

    private static void put(ObjectNode node, FlakyCase flaky) {
        CaseId id = flaky.id();
        node.put("dataset", id.dataset()).put("row", id.row());
        node.put("prompt", id.prompt()).put("model", id.model());
        node.put("passed", flaky.repeats().passed()).put("n", flaky.repeats().n());
        node.put("flipRate", JsonFigures.number(Unit.SHARE, flaky.flipRate()));
        ArrayNode ends = node.putArray("ci95");
        ends.add(JsonFigures.number(Unit.SHARE, flaky.interval().lower()));
        ends.add(JsonFigures.number(Unit.SHARE, flaky.interval().upper()));
    }
}
