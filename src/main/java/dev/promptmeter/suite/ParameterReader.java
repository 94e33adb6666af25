package dev.promptmeter.suite;

import dev.promptmeter.suite.Node.Items;
import dev.promptmeter.suite.Node.Mapping;
import dev.promptmeter.suite.Node.Scalar;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Gives a parameter the type that the table says, exactly as it was written and whatever its range. */
final class ParameterReader {

    private final Findings findings;

    ParameterReader(Findings findings) {
        this.findings = findings;
    }

    /** {@return the value to send; null if a problem was added} */
    @Nullable
    JsonNode read(ParameterRule rule, Node node, String path) {
        if (Plain.nothing(node) && rule.type() != ParameterRule.Type.ANY) {
            return rule.nullable()
                    ? NullNode.instance
                    : refused(node, path, "null is not accepted here; leave the key out");
        }
        return switch (rule.type()) {
            case TEXT -> through(Scalars.text().map(StringNode::valueOf), node, path);
            case NUMBER, INTEGER -> number(rule, node, path);
            case SWITCH -> through(Scalars.onOff().map(BooleanNode::valueOf), node, path);
            case LIST -> list(rule, node, path);
            case MAP -> map(rule, node, path);
            case ANY -> JsonShape.ANY.read(node, path, findings);
            case CHOICE -> choice(rule.any(), node, path);
        };
    }

    private @Nullable JsonNode through(Shape<? extends JsonNode> shape, Node node, String path) {
        return shape.read(node, path, findings);
    }

    private @Nullable JsonNode refused(Node node, String path, String text) {
        findings.add("PM-1106", node.place(), path + ": " + text);
        return null;
    }

    private @Nullable JsonNode number(ParameterRule rule, Node node, String path) {
        if (node instanceof Scalar scalar && !scalar.quoted() && Plain.number(scalar.text())) {
            JsonNode value = JsonShape.number(scalar.text());
            if (rule.type() == ParameterRule.Type.NUMBER || whole(value)) {
                return value;
            }
        }
        String what = rule.type() == ParameterRule.Type.INTEGER ? "a whole number" : "a number";
        return refused(node, path, "expected " + what + "; found " + node.shown());
    }

    private static boolean whole(JsonNode value) {
        return value.decimalValue().stripTrailingZeros().scale() <= 0;
    }

    private @Nullable JsonNode list(ParameterRule rule, Node node, String path) {
        if (!(node instanceof Items items)) {
            return refused(node, path, "expected a list; found " + node.shown());
        }
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        int i = 0;
        for (Node item : items.items()) {
            String child = path + "[" + i++ + "]";
            JsonNode value =
                    rule.of() == null ? JsonShape.ANY.read(item, child, findings) : read(rule.of(), item, child);
            if (value != null) {
                array.add(value);
            }
        }
        return array;
    }

    private @Nullable JsonNode map(ParameterRule rule, Node node, String path) {
        if (!(node instanceof Mapping mapping)) {
            return refused(node, path, "expected a map; found " + node.shown());
        }
        ObjectNode object = Json.object();
        mapping.entries().forEach((name, entry) -> {
            String child = Fields.child(path, name);
            JsonNode value = member(rule, name, entry.value(), child);
            if (value != null) {
                object.set(name, value);
            }
        });
        for (String name : rule.required()) {
            if (mapping.get(name) == null) {
                refused(node, path, "key '" + name + "' is missing");
            }
        }
        return object;
    }

    private @Nullable JsonNode member(ParameterRule rule, String name, Node value, String path) {
        ParameterRule known = rule.members().getOrDefault(name, rule.of());
        return known == null ? JsonShape.ANY.read(value, path, findings) : read(known, value, path);
    }

    private @Nullable JsonNode choice(List<ParameterRule> any, Node node, String path) {
        ParameterRule.Type kind = kind(node);
        for (ParameterRule rule : any) {
            if (rule.type() == kind) {
                return read(rule, node, path);
            }
        }
        List<String> wanted = any.stream()
                .map(rule -> rule.type().name().toLowerCase(Locale.ROOT))
                .toList();
        return refused(node, path, "expected " + String.join(" or ", wanted) + "; found " + node.shown());
    }

    private static ParameterRule.Type kind(Node node) {
        if (node instanceof Scalar) {
            return ParameterRule.Type.TEXT;
        }
        return node instanceof Items ? ParameterRule.Type.LIST : ParameterRule.Type.MAP;
    }
}
