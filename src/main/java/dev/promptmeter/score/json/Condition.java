package dev.promptmeter.score.json;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** What a filter asks of one value. */
sealed interface Condition {

    /** {@return whether that value fulfils it} */
    boolean holds(JsonNode current, Search search);

    /** At least one of several holds. */
    record Any(List<Condition> parts) implements Condition {
        @Override
        public boolean holds(JsonNode current, Search search) {
            for (Condition part : parts) {
                if (part.holds(current, search)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Every one of several holds. */
    record All(List<Condition> parts) implements Condition {
        @Override
        public boolean holds(JsonNode current, Search search) {
            for (Condition part : parts) {
                if (!part.holds(current, search)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** The opposite of another. */
    record Not(Condition part) implements Condition {
        @Override
        public boolean holds(JsonNode current, Search search) {
            return !part.holds(current, search);
        }
    }

    /** A path selects something. */
    record Exists(Query query) implements Condition {
        @Override
        public boolean holds(JsonNode current, Search search) {
            return !query.nodes(current, search).isEmpty();
        }
    }

    /** Two values compare in some way. */
    record Compared(Operand left, Order order, Operand right) implements Condition {
        @Override
        public boolean holds(JsonNode current, Search search) {
            return order.holds(left.value(current, search), right.value(current, search), search.work());
        }
    }
}
