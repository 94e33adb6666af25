package dev.promptmeter.chat;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * One message of a conversation.
 *
 * @param role {@code system}, {@code developer}, {@code user}, {@code assistant}, {@code tool} or {@code function}
 * @param content text or a list of typed parts; null where tool calls stand alone
 * @param extras further members in order: {@code name}, {@code tool_call_id}, {@code tool_calls}
 */
public record Message(String role, @Nullable JsonNode content, Map<String, JsonNode> extras) {

    /** Copies the extras and keeps their order. */
    public Message {
        extras = Collections.unmodifiableMap(new LinkedHashMap<>(extras));
    }

    /** {@return a message of text} */
    public static Message of(String role, String text) {
        return new Message(role, StringNode.valueOf(text), Map.of());
    }
}
