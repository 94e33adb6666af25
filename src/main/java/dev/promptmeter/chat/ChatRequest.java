package dev.promptmeter.chat;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What is asked of a model.
 *
 * @param model name sent to the endpoint
 * @param messages the conversation
 * @param params parameters under their wire names, in the order written; sent exactly as they are
 * @param stream whether the answer is to come in pieces
 */
public record ChatRequest(String model, List<Message> messages, Map<String, JsonNode> params, boolean stream) {

    /** Copies the collections and keeps their order. */
    public ChatRequest {
        messages = List.copyOf(messages);
        params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
    }
}
