package dev.promptmeter.score;

import dev.promptmeter.score.json.JsonEquality;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** When a JSON value is what was asked for: the order of members never counts, and {@code 1} is {@code 1.0}. */
enum JsonMatch {
    /** Nothing is missing and nothing is there besides. */
    EQUAL,
    /** Objects may have further members, at any depth. */
    SUBSET;

    /** {@return whether the actual value is what was asked for} */
    boolean holds(JsonNode wanted, JsonNode actual) {
        if (wanted.isObject() && actual.isObject()) {
            return members(wanted, actual);
        }
        if (wanted.isArray() && actual.isArray()) {
            return elements(wanted, actual);
        }
        return JsonEquality.equalLeaves(wanted, actual);
    }

    private boolean members(JsonNode wanted, JsonNode actual) {
        if (this == EQUAL && wanted.size() != actual.size()) {
            return false;
        }
        for (Map.Entry<String, JsonNode> member : wanted.properties()) {
            JsonNode found = actual.get(member.getKey());
            if (found == null || !holds(member.getValue(), found)) {
                return false;
            }
        }
        return true;
    }

    private boolean elements(JsonNode wanted, JsonNode actual) {
        if (wanted.size() != actual.size()) {
            return false;
        }
        for (int i = 0; i < wanted.size(); i++) {
            if (!holds(wanted.get(i), actual.get(i))) {
                return false;
            }
        }
        return true;
    }
}
