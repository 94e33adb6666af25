package dev.promptmeter.score.json;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** A path inside a filter: from the value that is being looked at, or from the root. */
record Query(Origin origin, List<Segment> segments) {

    /** Where a path begins. */
    enum Origin {
        CURRENT,
        ROOT
    }

    Query {
        segments = List.copyOf(segments);
    }

    boolean singular() {
        return segments.stream().allMatch(Segment::singular);
    }

    List<JsonNode> nodes(JsonNode current, Search search) {
        return search.select(segments, origin == Origin.ROOT ? search.root() : current);
    }
}
