package dev.promptmeter.score;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** Places in a JSON value that a comparison does not look at. */
record IgnoredParts(List<JsonPointer> places) {

    IgnoredParts {
        places = List.copyOf(places);
    }

    /** {@return the places in that option of a check, none if it is not set} */
    static IgnoredParts of(Arguments arguments, String key) {
        JsonNode list = arguments.option(key);
        if (list == null) {
            return new IgnoredParts(List.of());
        }
        if (!list.isArray()) {
            throw arguments.wrong("has '" + key + "', which is a list of JSON Pointers such as [/updated]");
        }
        return new IgnoredParts(list.valueStream()
                .map(place -> pointer(arguments, arguments.text(place)))
                .toList());
    }

    /** {@return a JSON Pointer to something below the root} */
    static JsonPointer pointer(Arguments arguments, String text) {
        boolean escapes = text.replace("~0", "").replace("~1", "").indexOf('~') < 0;
        if (!text.startsWith("/") || !escapes) {
            throw arguments.wrong("takes a JSON Pointer such as /items/0/qty, where ~1 is '/' and ~0 is '~', not "
                    + Excerpt.of(text));
        }
        return JsonPointer.compile(text);
    }

    /** {@return the value without those places; an array keeps its length} */
    JsonNode cutFrom(JsonNode value) {
        if (places.isEmpty()) {
            return value;
        }
        JsonNode rest = value.deepCopy();
        for (JsonPointer place : places) {
            cut(rest, place);
        }
        return rest;
    }

    private static void cut(JsonNode value, JsonPointer place) {
        @Nullable JsonPointer parent = place.head();
        JsonNode holder = parent == null ? value : value.at(parent);
        JsonPointer last = place.last();
        if (holder instanceof ObjectNode object && last != null) {
            object.remove(last.getMatchingProperty());
        } else if (holder instanceof ArrayNode array && last != null) {
            int index = last.getMatchingIndex();
            if (index >= 0 && index < array.size()) {
                array.set(index, MissingNode.getInstance());
            }
        }
    }
}
