package dev.promptmeter.score.json;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** One side of a comparison in a filter. */
sealed interface Operand {

    /** {@return the value, or null if there is none} */
    @Nullable
    JsonNode value(JsonNode current, Search search);

    /** A value that stands in the path. */
    record Literal(JsonNode literal) implements Operand {
        @Override
        public JsonNode value(JsonNode current, Search search) {
            return literal;
        }
    }

    /** The one value that a path selects; none if it selects none or several. */
    record Only(Query query) implements Operand {
        @Override
        public @Nullable JsonNode value(JsonNode current, Search search) {
            List<JsonNode> nodes = query.nodes(current, search);
            return nodes.size() == 1 ? nodes.get(0) : null;
        }
    }

    /** How many values a path selects. */
    record Count(Query query) implements Operand {
        @Override
        public JsonNode value(JsonNode current, Search search) {
            return JsonNodeFactory.instance.numberNode(
                    query.nodes(current, search).size());
        }
    }

    /** Characters of a text, elements of an array or members of an object; none of anything else. */
    record Length(Operand of) implements Operand {
        @Override
        public @Nullable JsonNode value(JsonNode current, Search search) {
            JsonNode value = of.value(current, search);
            if (value != null && value.isString()) {
                String text = value.stringValue();
                return JsonNodeFactory.instance.numberNode(text.codePointCount(0, text.length()));
            }
            return value != null && value.isContainer() ? JsonNodeFactory.instance.numberNode(value.size()) : null;
        }
    }
}
