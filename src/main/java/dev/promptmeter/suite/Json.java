package dev.promptmeter.suite;

import java.util.Collection;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Short words for the pieces of a JSON Schema. */
final class Json {

    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ObjectNode type(String type) {
        return object().put("type", type);
    }

    static ObjectNode pattern(String pattern) {
        return type("string").put("pattern", "^(?:" + pattern + ")$");
    }

    static ArrayNode texts(Collection<String> texts) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        texts.forEach(array::add);
        return array;
    }

    static ObjectNode anyOf(Collection<ObjectNode> schemas) {
        ObjectNode node = object();
        ArrayNode any = node.putArray("anyOf");
        schemas.forEach(any::add);
        return node;
    }
}
