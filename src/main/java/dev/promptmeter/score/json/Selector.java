package dev.promptmeter.score.json;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Chooses among the children of one value. */
sealed interface Selector {

    /** Adds the chosen children of that value. */
    void select(JsonNode node, Search search, List<JsonNode> selected);

    /** The member of that name. */
    record Name(String name) implements Selector {
        @Override
        public void select(JsonNode node, Search search, List<JsonNode> selected) {
            JsonNode member = node.isObject() ? node.get(name) : null;
            if (member != null) {
                selected.add(member);
            }
        }
    }

    /** Every child. */
    record Wildcard() implements Selector {
        @Override
        public void select(JsonNode node, Search search, List<JsonNode> selected) {
            search.work().spend(node.size());
            node.forEach(selected::add);
        }
    }

    /** The element at that index; below 0 it counts from the end. */
    record Index(long index) implements Selector {
        @Override
        public void select(JsonNode node, Search search, List<JsonNode> selected) {
            long place = index < 0 ? node.size() + index : index;
            if (node.isArray() && place >= 0 && place < node.size()) {
                selected.add(node.get((int) place));
            }
        }
    }

    /**
     * Elements from a first to a last index at even distances.
     *
     * @param start first index; null for the end of the array that the step goes away from
     * @param end index behind the last; null for the other end
     * @param step distance, below 0 to go backwards; 0 selects nothing
     */
    record Slice(@Nullable Long start, @Nullable Long end, long step) implements Selector {
        @Override
        public void select(JsonNode node, Search search, List<JsonNode> selected) {
            if (!node.isArray() || step == 0) {
                return;
            }
            search.work().spend(node.size());
            if (step > 0) {
                forwards(node, selected);
            } else {
                backwards(node, selected);
            }
        }

        private void forwards(JsonNode node, List<JsonNode> selected) {
            int size = node.size();
            long from = start == null ? 0 : within(start, 0, size, size);
            long to = end == null ? size : within(end, 0, size, size);
            for (long i = from; i < to; i += step) {
                selected.add(node.get((int) i));
            }
        }

        private void backwards(JsonNode node, List<JsonNode> selected) {
            int size = node.size();
            long from = start == null ? size - 1 : within(start, -1, size - 1, size);
            long to = end == null ? -1 : within(end, -1, size - 1, size);
            for (long i = from; i > to; i += step) {
                selected.add(node.get((int) i));
            }
        }

        private static long within(long index, long low, long high, int size) {
            long place = index < 0 ? size + index : index;
            return Math.max(low, Math.min(place, high));
        }
    }

    /** The children for which a condition holds. */
    record Filter(Condition condition) implements Selector {
        @Override
        public void select(JsonNode node, Search search, List<JsonNode> selected) {
            for (JsonNode child : node) {
                search.work().spend(1);
                if (condition.holds(child, search)) {
                    selected.add(child);
                }
            }
        }
    }
}
