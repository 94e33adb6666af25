package dev.promptmeter.run;

import dev.promptmeter.chat.AnswerReader;
import dev.promptmeter.chat.ChatEndpoint;
import dev.promptmeter.chat.RequestWriter;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Something to ask: endpoint, model name and parameters under one id.
 *
 * @param id in the suite
 * @param name sent to the endpoint
 * @param baseUri of the endpoint, without {@code /chat/completions}
 * @param delivery how answers are asked for
 * @param params under their wire names in the order written, {@code extra} already among them
 * @param concurrency attempts in flight for this model; null for the run's own limit
 * @param pacing where its requests stand in line, and how fast they may start
 * @param wire how to talk to it
 */
public record Model(
        String id,
        String name,
        URI baseUri,
        Delivery delivery,
        Map<String, JsonNode> params,
        @Nullable Integer concurrency,
        Pacing pacing,
        Wire wire) {

    /** A model that is not paced, in the lane of its address and name. */
    public Model(
            String id,
            String name,
            URI baseUri,
            Delivery delivery,
            Map<String, JsonNode> params,
            @Nullable Integer concurrency,
            Wire wire) {
        this(id, name, baseUri, delivery, params, concurrency, Pacing.unpaced(baseUri, name), wire);
    }

    /** How answers are asked for. */
    public enum Delivery {
        /** In one piece. */
        PLAIN,
        /** Piece by piece. */
        STREAM
    }

    /**
     * How to talk to an endpoint.
     *
     * @param endpoint sends and waits
     * @param writer makes the bytes to send
     * @param reader understands what came back
     */
    public record Wire(ChatEndpoint endpoint, RequestWriter writer, AnswerReader reader) {}

    /** Copies the parameters and keeps their order. */
    public Model {
        params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
    }
}
