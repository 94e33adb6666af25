package dev.promptmeter.suite;

import dev.promptmeter.chat.openai.Deadlines;
import dev.promptmeter.dataset.Source;
import dev.promptmeter.run.Model.Delivery;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A model of a suite with everything decided but its key.
 *
 * @param id in the suite
 * @param name sent to the endpoint
 * @param baseUri of the endpoint; null for the simulator, which has none before it runs
 * @param key where its key comes from
 * @param headers further request headers
 * @param delivery how answers are asked for
 * @param params under their wire names
 * @param concurrency attempts in flight for this model; null for the run's own limit
 * @param rates how fast attempts may start
 * @param deadlines of each attempt
 * @param simulator settings of the simulator by key; empty for any other endpoint
 * @param source where it stands in the suite
 */
public record ModelSpec(
        String id,
        String name,
        @Nullable URI baseUri,
        KeyRule key,
        Map<String, String> headers,
        Delivery delivery,
        Map<String, JsonNode> params,
        @Nullable Integer concurrency,
        Rates rates,
        Deadlines deadlines,
        Map<String, List<String>> simulator,
        Source source) {

    /**
     * Where a key comes from, and where it may go.
     *
     * @param variables that may hold it, the first that is set wins
     * @param preset that names them; null if the suite does
     * @param origin the only scheme, host and port it is sent to; null if the suite names the variables
     * @param need whether a key is sent at all
     */
    public record KeyRule(
            List<String> variables,
            @Nullable String preset,
            @Nullable String origin,
            Need need) {

        /** Whether a key is sent. */
        public enum Need {
            /** As bearer key. */
            BEARER,
            /** None. */
            NONE
        }

        /** No key. */
        public static final KeyRule NONE = new KeyRule(List.of(), null, null, Need.NONE);

        /** Copies the names. */
        public KeyRule {
            variables = List.copyOf(variables);
        }
    }

    /** Copies the collections and keeps their order. */
    public ModelSpec {
        headers = Map.copyOf(headers);
        params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
        simulator = Collections.unmodifiableMap(new LinkedHashMap<>(simulator));
    }

    /** {@return whether it is asked of the simulator inside this process} */
    public boolean simulated() {
        return baseUri == null;
    }

    /** {@return where its answers come from, the same in every run: the base URL, or a name for the simulator} */
    public URI address() {
        return baseUri == null ? URI.create("simulator:" + id) : baseUri;
    }
}
