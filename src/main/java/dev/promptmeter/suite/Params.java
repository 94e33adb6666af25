package dev.promptmeter.suite;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Chat parameters of a model or a prompt.
 *
 * @param values under their wire names in the order written, {@code extra} already among them
 * @param places where each was written
 */
record Params(Map<String, JsonNode> values, Map<String, Written> places) {

    static final Params NONE = new Params(Map.of(), Map.of());

    /**
     * Where a parameter was written.
     *
     * @param place file and position
     * @param path such as {@code models[0].params.temperature}
     */
    record Written(Place place, String path) {}

    Params {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        places = Map.copyOf(places);
    }

    /** {@return these parameters with others laid over them, name by name} */
    Params with(Params other) {
        Map<String, JsonNode> merged = new LinkedHashMap<>(values);
        merged.putAll(other.values);
        Map<String, Written> where = new LinkedHashMap<>(places);
        where.putAll(other.places);
        return new Params(merged, where);
    }
}
