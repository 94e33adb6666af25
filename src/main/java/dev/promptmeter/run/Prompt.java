package dev.promptmeter.run;

import dev.promptmeter.chat.Message;
import dev.promptmeter.dataset.RowOptions;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * A template with an id: what is said to a model, with the row's variables left open.
 *
 * @param id in the suite
 * @param messages in order
 * @param params laid over the model's own
 * @param template the whole as text, for people
 * @param sha first 12 hex digits of the SHA-256 of that text
 */
public record Prompt(
        String id, List<MessageTemplate> messages, Map<String, JsonNode> params, String template, String sha) {

    private static final int SHA_DIGITS = 12;

    /** Copies the collections and keeps their order. */
    public Prompt {
        messages = List.copyOf(messages);
        params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
    }

    /** {@return a prompt of those messages; one user message alone is shown without its role} */
    public static Prompt of(String id, List<MessageTemplate> messages, Map<String, JsonNode> params) {
        boolean single = messages.size() == 1 && messages.get(0).role().equals("user");
        String template = single
                ? messages.get(0).shown()
                : messages.stream()
                        .map(message -> message.role() + ": " + message.shown())
                        .collect(Collectors.joining("\n\n"));
        return new Prompt(id, messages, params, template, sha(template));
    }

    private static String sha(String template) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(template.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, SHA_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** {@return the names of all variables it uses, in order of first use} */
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        messages.forEach(message -> names.addAll(message.names()));
        return names;
    }

    /** {@return the messages of one row; a system message of variables only that comes out blank is left out} */
    public List<Message> render(Map<String, String> vars, RowOptions options) {
        int last = lastUser();
        List<Message> rendered = new ArrayList<>(messages.size());
        for (int i = 0; i < messages.size(); i++) {
            MessageTemplate template = messages.get(i);
            Message message = i == last ? template.render(vars, options) : template.render(vars, RowOptions.NONE);
            if (!template.omittedWhen(message)) {
                rendered.add(message);
            }
        }
        return rendered;
    }

    private int lastUser() {
        for (int i = messages.size() - 1; i >= 0; i--) {
            if (messages.get(i).role().equals("user")) {
                return i;
            }
        }
        return -1;
    }
}
