package dev.promptmeter.chat.openai;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BigIntegerNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Builds a tree in which the last of several equal members wins and leaves a flag; numbers stay exact. */
final class JsonTree {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final JsonParser parser;
    private final Set<String> flags;

    JsonTree(JsonParser parser, Set<String> flags) {
        this.parser = parser;
        this.flags = flags;
    }

    /** {@return the next value, or null if there is none} */
    @Nullable
    JsonNode read() {
        JsonToken token = parser.nextToken();
        return token == null ? null : value(token);
    }

    private JsonNode value(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> StringNode.valueOf(parser.getString());
            case VALUE_NUMBER_INT -> integer();
            case VALUE_NUMBER_FLOAT -> decimal();
            case VALUE_TRUE -> BooleanNode.TRUE;
            case VALUE_FALSE -> BooleanNode.FALSE;
            default -> NullNode.getInstance();
        };
    }

    private ObjectNode object() {
        ObjectNode object = NODES.objectNode();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            if (object.replace(name, value(parser.nextToken())) != null) {
                flags.add("duplicate_key");
            }
        }
        return object;
    }

    private ArrayNode array() {
        ArrayNode array = NODES.arrayNode();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            array.add(value(token));
        }
        return array;
    }

    private JsonNode integer() {
        return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                ? BigIntegerNode.valueOf(parser.getBigIntegerValue())
                : LongNode.valueOf(parser.getLongValue());
    }

    private JsonNode decimal() {
        try {
            return DecimalNode.valueOf(parser.getDecimalValue());
        } catch (JacksonException | ArithmeticException | NumberFormatException e) {
            // An exponent beyond what a decimal can hold: no field that we read may have such a value.
            return DoubleNode.valueOf(Double.NaN);
        }
    }
}
