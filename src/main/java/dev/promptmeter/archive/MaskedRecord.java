package dev.promptmeter.archive;

import dev.promptmeter.chat.Redactor;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** A record without the keys of the run. Only its texts are masked: a key of digits must not break a number, nor a word a name. */
final class MaskedRecord {

    private MaskedRecord() {}

    /** {@return the record with every text masked; the same array if it holds no key} */
    static byte[] of(byte[] record, Redactor redactor) {
        if (redactor.redact(record) == record) {
            return record;
        }
        return Json.MAPPER.writeValueAsBytes(masked(Json.MAPPER.readTree(record), redactor));
    }

    private static JsonNode masked(JsonNode node, Redactor redactor) {
        if (node instanceof ObjectNode object) {
            for (String name : List.copyOf(object.propertyNames())) {
                object.set(name, masked(object.get(name), redactor));
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, masked(array.get(i), redactor));
            }
        }
        return node.isString() ? StringNode.valueOf(redactor.redact(node.stringValue())) : node;
    }
}
