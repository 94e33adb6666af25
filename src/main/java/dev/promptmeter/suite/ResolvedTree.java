package dev.promptmeter.suite;

import dev.promptmeter.suite.Node.Items;
import dev.promptmeter.suite.Node.Mapping;
import dev.promptmeter.suite.Node.Scalar;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** A suite as a JSON tree, for the journal and for reading it again from there: every scalar as it was written. */
final class ResolvedTree {

    private ResolvedTree() {}

    /** {@return the tree without its profiles, which have been applied} */
    static JsonNode of(Mapping suite) {
        ObjectNode tree = (ObjectNode) json(suite);
        tree.remove("profiles");
        return tree;
    }

    private static JsonNode json(Node node) {
        if (node instanceof Scalar scalar) {
            return scalar.quoted() ? StringNode.valueOf(scalar.text()) : JsonShape.looksLike(scalar.text());
        }
        if (node instanceof Items items) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            items.items().forEach(item -> array.add(json(item)));
            return array;
        }
        ObjectNode object = Json.object();
        ((Mapping) node).entries().forEach((name, entry) -> object.set(name, json(entry.value())));
        return object;
    }
}
