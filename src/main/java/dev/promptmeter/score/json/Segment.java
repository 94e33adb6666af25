package dev.promptmeter.score.json;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** One step of a path: from a value to some of its children, or to some children of every value below it. */
record Segment(Reach reach, List<Selector> selectors) {

    /** How far a segment looks. */
    enum Reach {
        CHILDREN,
        DESCENDANTS
    }

    Segment {
        selectors = List.copyOf(selectors);
    }

    /** {@return whether it selects one value at most, whatever it is applied to} */
    boolean singular() {
        return reach == Reach.CHILDREN
                && selectors.size() == 1
                && (selectors.get(0) instanceof Selector.Name || selectors.get(0) instanceof Selector.Index);
    }

    /** Adds what it selects from that value. */
    void select(JsonNode node, Search search, List<JsonNode> selected) {
        for (Selector selector : selectors) {
            search.work().spend(1);
            selector.select(node, search, selected);
        }
        if (reach == Reach.DESCENDANTS) {
            for (JsonNode child : node) {
                select(child, search, selected);
            }
        }
    }
}
