package dev.promptmeter.suite;

import dev.promptmeter.suite.Node.Items;
import dev.promptmeter.suite.Node.Mapping;
import dev.promptmeter.suite.Node.Scalar;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Any JSON-like value. Here, and only here, a scalar's type is what it looks like; where readers differ it must be quoted. */
final class JsonShape implements Shape<JsonNode> {

    static final JsonShape ANY = new JsonShape();

    private JsonShape() {}

    @Override
    public @Nullable JsonNode read(Node node, String path, Findings findings) {
        int before = findings.count();
        JsonNode value = value(node, path, findings);
        return findings.count() == before ? value : null;
    }

    private JsonNode value(Node node, String path, Findings findings) {
        if (node instanceof Scalar scalar) {
            return scalar(scalar, path, findings);
        }
        if (node instanceof Items items) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            for (int i = 0; i < items.items().size(); i++) {
                array.add(value(items.items().get(i), path + "[" + i + "]", findings));
            }
            return array;
        }
        ObjectNode object = Json.object();
        ((Mapping) node)
                .entries()
                .forEach((name, entry) -> object.set(name, value(entry.value(), Fields.child(path, name), findings)));
        return object;
    }

    private static JsonNode scalar(Scalar scalar, String path, Findings findings) {
        String text = scalar.text();
        if (scalar.quoted()) {
            return StringNode.valueOf(text);
        }
        if (text.equals("true") || text.equals("false")) {
            return BooleanNode.valueOf(text.equals("true"));
        }
        if (Plain.number(text)) {
            return number(text);
        }
        if (Plain.nothing(scalar)) {
            return NullNode.instance;
        }
        if (Plain.mistakenFor(scalar).isPresent()) {
            findings.add("PM-1104", scalar.place(), ScalarShape.quoteIt(path, scalar));
        }
        return StringNode.valueOf(text);
    }

    /** {@return what such a scalar without quotes is, where only people are told} */
    static JsonNode looksLike(String text) {
        return scalar(new Scalar(text, Node.Style.PLAIN, Place.flag("")), "", new Findings());
    }

    /** A number as JSON holds it: digits are kept as they were written. */
    static JsonNode number(String text) {
        BigDecimal number = new BigDecimal(text);
        return number.scale() == 0 && number.precision() < 18
                ? number.precision() < 10
                        ? JsonNodeFactory.instance.numberNode(number.intValueExact())
                        : JsonNodeFactory.instance.numberNode(number.longValueExact())
                : DecimalNode.valueOf(number);
    }

    @Override
    public ObjectNode schema() {
        return Json.object();
    }
}
