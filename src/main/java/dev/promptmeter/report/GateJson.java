package dev.promptmeter.report;

import dev.promptmeter.gate.Gate;
import dev.promptmeter.gate.GateResult;
import dev.promptmeter.summary.Figure;
import dev.promptmeter.summary.Unit;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** A gate and what came of it as JSON. */
final class GateJson {

    /** Members that methods with a stated confidence fill; none is used yet. */
    private static final List<String> UNUSED = List.of("pFail", "pFailAdjusted", "pPass", "seed");

    private GateJson() {}

    static void put(ObjectNode node, GateResult result) {
        Gate gate = result.gate();
        Figure figure = result.figure();
        Unit unit = figure.unit();
        node.put("name", gate.name());
        node.put("expr", gate.expression());
        node.put("kind", "absolute");
        node.put("confidence", "point");
        node.putNull("alpha");
        node.put("actual", JsonFigures.number(unit, figure.value()));
        node.put("bound", JsonFigures.number(unit, gate.bound()));
        node.put("unit", JsonFigures.word(unit));
        JsonFigures.putInterval(node, "interval", figure);
        node.putNull("bounds");
        node.put("n", figure.n());
        node.put("severity", gate.severity().word());
        node.put("verdict", result.verdict().name());
        node.put("reason", result.code());
        node.put("text", result.text());
        node.put("method", figure.method());
        node.put("line", gate.line() == 0 ? null : Integer.valueOf(gate.line()));
        node.putArray("flags");
        JsonFigures.putClusters(node, figure);
        UNUSED.forEach(node::putNull);
    }
}
