package dev.promptmeter.cli;

import dev.promptmeter.dataset.Check;
import dev.promptmeter.report.Visible;
import dev.promptmeter.score.Scorer;
import dev.promptmeter.score.Scorers;
import dev.promptmeter.suite.WrittenChecks;
import dev.promptmeter.suite.WrittenChecks.Written;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Says how the checks of a dataset were understood, for people and for programs. */
final class CheckNotes {

    private static final String INDENT = "  ";

    private final WrittenChecks checks;
    private final Map<String, String> meanings;

    CheckNotes(WrittenChecks checks) {
        this.checks = checks;
        this.meanings = Scorers.builtIn().all().stream()
                .map(Scorer::help)
                .collect(Collectors.toMap(help -> help.name(), help -> help.summary()));
    }

    /** {@return every check with what it means, then the literals that have a colon, once per head} */
    String text() {
        StringBuilder out = new StringBuilder();
        checks.all().forEach(written -> explain(written, out));
        if (checks.leftOut() > 0) {
            out.append("… and ").append(checks.leftOut()).append(" more expectations\n");
        }
        Map<String, Written> heads = literalHeads();
        if (!heads.isEmpty()) {
            out.append("literals with a colon, once per head; write 'equals: …' if one looks like a check:\n");
            heads.forEach((head, written) -> out.append(INDENT)
                    .append(Visible.line(head))
                    .append(":   first ")
                    .append(place(written.check()))
                    .append('\n'));
        }
        return out.toString();
    }

    private void explain(Written written, StringBuilder out) {
        Check check = written.check();
        out.append(place(check))
                .append(INDENT)
                .append(Visible.line(check.origin().text()))
                .append('\n')
                .append(INDENT)
                .append(meaning(written))
                .append(details(check))
                .append(", ")
                .append(RunLine.count(written.rows(), "row"))
                .append('\n');
        check.parts()
                .forEach(part -> out.append(INDENT.repeat(2))
                        .append(Visible.line(part.origin().text()))
                        .append(INDENT)
                        .append(holds(part))
                        .append(details(part))
                        .append('\n'));
    }

    private static String place(Check check) {
        return Visible.line(check.origin().source().toString());
    }

    private String meaning(Written written) {
        return written.literal() ? "a literal: the answer is this text" : holds(written.check());
    }

    private String holds(Check check) {
        String meaning = meanings.getOrDefault(check.type(), check.type());
        return (check.negated() ? "passes unless " : "passes when ") + meaning;
    }

    private static String details(Check check) {
        String threshold = check.threshold() == null ? "" : ", number " + check.threshold();
        String weight = check.weight() == 1 ? "" : ", weight " + weight(check);
        return threshold + weight + (check.metric() == null ? "" : ", metric " + Visible.line(check.metric()));
    }

    private static BigDecimal weight(Check check) {
        return new BigDecimal(
                BigDecimal.valueOf(check.weight()).stripTrailingZeros().toPlainString());
    }

    private Map<String, Written> literalHeads() {
        Map<String, Written> heads = new LinkedHashMap<>();
        for (Written written : checks.all()) {
            String text = written.check().origin().text();
            int colon = text.indexOf(':');
            if (written.literal() && colon >= 0) {
                heads.putIfAbsent(text.substring(0, colon), written);
            }
        }
        return heads;
    }

    /** Adds every check with type, value and number, and how many were left out. */
    void addTo(ObjectNode dataset) {
        ArrayNode list = dataset.putArray("checks");
        for (Written written : checks.all()) {
            ObjectNode node = list.addObject();
            put(written.check(), node);
            node.put("literal", written.literal());
            node.put("rows", written.rows());
            node.put("at", written.check().origin().source().toString());
        }
        dataset.put("checksLeftOut", checks.leftOut());
    }

    private static void put(Check check, ObjectNode node) {
        node.put("text", check.origin().text());
        node.put("type", check.type());
        node.put("negated", check.negated());
        node.set("value", check.value());
        node.put("number", check.threshold() == null ? null : check.threshold().toString());
        node.put("weight", weight(check));
        node.put("metric", check.metric());
        node.set("options", node.objectNode().setAll(check.options()));
        List<Check> parts = check.parts();
        if (!parts.isEmpty()) {
            ArrayNode inner = node.putArray("checks");
            parts.forEach(part -> put(part, inner.addObject()));
        }
    }
}
