package dev.promptmeter.run;

import dev.promptmeter.chat.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The place where a row puts messages of its own. Their contents are data: braces in them mean nothing.
 *
 * @param variable whose value is a JSON array of {@code {role, content}}; blank for no messages
 */
public record InsertedMessages(String variable) implements PromptPart {

    private static final Set<String> ROLES = Set.of("system", "developer", "user", "assistant");
    private static final Set<String> KEYS = Set.of("role", "content");

    private static final JsonMapper STRICT = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .build();

    private static final String EXPECTED =
            "expected a JSON array such as [{\"role\":\"user\",\"content\":\"Hi\"}]; found ";

    @Override
    public boolean says(String role) {
        return false;
    }

    @Override
    public Set<String> names() {
        return Set.of(variable);
    }

    @Override
    public String shown() {
        return "{messages of " + variable + "}";
    }

    /** {@return what is wrong with the messages of a row, or empty} */
    Optional<String> misfit(Map<String, String> vars) {
        try {
            render(vars);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /**
     * {@return the messages of a row in their order}
     *
     * @throws IllegalArgumentException if the value is anything else
     */
    @Override
    public List<Message> render(Map<String, String> vars) {
        String text = vars.getOrDefault(variable, "");
        if (text.isBlank()) {
            return List.of();
        }
        JsonNode list = json(text);
        if (!list.isArray()) {
            throw fault("", EXPECTED + list.getNodeType().name().toLowerCase(Locale.ROOT));
        }
        List<Message> messages = new ArrayList<>(list.size());
        for (JsonNode node : list) {
            messages.add(message(node, "[" + messages.size() + "]"));
        }
        return messages;
    }

    private JsonNode json(String text) {
        try {
            return STRICT.readTree(text);
        } catch (JacksonException e) {
            throw fault(
                    "",
                    EXPECTED + "no JSON (line " + e.getLocation().getLineNr() + " column "
                            + e.getLocation().getColumnNr() + ")");
        }
    }

    private Message message(JsonNode node, String place) {
        boolean known = node.isObject() && KEYS.containsAll(node.propertyNames());
        if (!known || !node.path("role").isString() || !node.path("content").isString()) {
            throw fault(place, "a message has the two keys 'role' and 'content', both strings");
        }
        String role = node.path("role").stringValue();
        if (!ROLES.contains(role)) {
            throw fault(place, "the role is one of system, developer, user, assistant");
        }
        return Message.of(role, node.path("content").stringValue());
    }

    private IllegalArgumentException fault(String place, String text) {
        return new IllegalArgumentException("'" + variable + "'" + place + ": " + text);
    }
}
