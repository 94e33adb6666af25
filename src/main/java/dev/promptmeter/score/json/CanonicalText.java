package dev.promptmeter.score.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** One text for each JSON value, where the order of members and of elements does not count and {@code 1} is {@code 1.0}. */
final class CanonicalText {

    private final Work work;

    CanonicalText(Work work) {
        this.work = work;
    }

    /** {@return the text of that value} */
    String of(JsonNode node) {
        String text = text(node);
        work.spend(text.length() / 8 + 1);
        return text;
    }

    private String text(JsonNode node) {
        if (node.isObject()) {
            List<String> members = new ArrayList<>();
            node.properties().forEach(member -> members.add(quoted(member.getKey()) + ':' + of(member.getValue())));
            return sorted(members, "{", "}");
        }
        if (node.isArray()) {
            List<String> elements = new ArrayList<>();
            node.forEach(element -> elements.add(of(element)));
            return sorted(elements, "[", "]");
        }
        if (node.isNumber()) {
            return node.decimalValue().stripTrailingZeros().toString();
        }
        return node.isString() ? quoted(node.stringValue()) : node.asString("");
    }

    private static String sorted(List<String> parts, String open, String close) {
        Collections.sort(parts);
        return open + String.join(",", parts) + close;
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
