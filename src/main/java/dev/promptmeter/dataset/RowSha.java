package dev.promptmeter.dataset;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.StringNode;

/** Names the content of a row, so that a later reading can tell whether the question or its checks have changed. */
public final class RowSha {

    private RowSha() {}

    /**
     * {@return 64 hex digits: SHA-256 of {@code {"checks":[…],"vars":{…}}} with sorted keys and no blanks}. A check is written as
     * {@code type} (with {@code not-}) and those of {@code value}, {@code threshold}, {@code metric}, {@code weight} (unless 1) and
     * {@code options} that it has. Id, line and metadata are no part of it.
     */
    public static String of(Row row) {
        var json = new CanonicalJson().raw('{').key("checks").raw('[');
        for (int i = 0; i < row.checks().size(); i++) {
            if (i > 0) {
                json.raw(',');
            }
            json.nodes(members(row.checks().get(i)));
        }
        json.raw(']').raw(',').key("vars").texts(row.vars()).raw('}');
        byte[] digest = ContentHash.sha256().digest(json.toString().getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest);
    }

    private static Map<String, JsonNode> members(Check check) {
        Map<String, JsonNode> members = new HashMap<>();
        members.put("type", StringNode.valueOf(check.name()));
        if (check.value() != null) {
            members.put("value", check.value());
        }
        if (check.threshold() != null) {
            members.put("threshold", StringNode.valueOf(check.threshold().toString()));
        }
        if (check.metric() != null) {
            members.put("metric", StringNode.valueOf(check.metric()));
        }
        if (check.weight() != 1) {
            members.put("weight", DoubleNode.valueOf(check.weight()));
        }
        if (!check.options().isEmpty()) {
            var options = JsonNodeFactory.instance.objectNode();
            check.options().forEach(options::set);
            members.put("options", options);
        }
        return members;
    }
}
