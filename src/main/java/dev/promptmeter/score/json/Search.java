package dev.promptmeter.score.json;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** One use of a path: the value that it starts at, and the steps that it may take. */
record Search(JsonNode root, Work work) {

    /** {@return what those segments select from that value, in order, repeats included} */
    List<JsonNode> select(List<Segment> segments, JsonNode start) {
        List<JsonNode> nodes = List.of(start);
        for (Segment segment : segments) {
            List<JsonNode> selected = new ArrayList<>();
            for (JsonNode node : nodes) {
                segment.select(node, this, selected);
            }
            nodes = selected;
        }
        return nodes;
    }
}
