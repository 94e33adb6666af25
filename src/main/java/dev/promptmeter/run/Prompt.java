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
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A template with an id: what is said to a model, with the row's variables left open.
 *
 * @param id in the suite
 * @param parts messages and places for those of a row, in order
 * @param params laid over the model's own
 * @param template the whole as text, for people
 * @param sha first 12 hex digits of the SHA-256 of that text
 */
public record Prompt(String id, List<PromptPart> parts, Map<String, JsonNode> params, String template, String sha) {

    private static final int SHA_DIGITS = 12;

    /** Copies the collections and keeps their order. */
    public Prompt {
        parts = List.copyOf(parts);
        params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
    }

    /** {@return a prompt of those parts; one user message alone is shown without its role} */
    public static Prompt of(String id, List<? extends PromptPart> parts, Map<String, JsonNode> params) {
        boolean single = parts.size() == 1 && parts.get(0) instanceof MessageTemplate only && only.says("user");
        String template = single
                ? ((MessageTemplate) parts.get(0)).content()
                : parts.stream().map(PromptPart::shown).collect(Collectors.joining("\n\n"));
        return new Prompt(id, List.copyOf(parts), params, template, sha(template));
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
        parts.forEach(part -> names.addAll(part.names()));
        return names;
    }

    /** {@return the names of the variables that hold messages} */
    public Set<String> inserted() {
        return inserts().map(InsertedMessages::variable).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** {@return what is wrong with the messages that a row brings along} */
    public List<String> misfits(Map<String, String> vars) {
        return inserts().flatMap(part -> part.misfit(vars).stream()).toList();
    }

    private Stream<InsertedMessages> inserts() {
        return parts.stream().filter(InsertedMessages.class::isInstance).map(InsertedMessages.class::cast);
    }

    /**
     * {@return the messages of one row; a system message of variables only that comes out blank is left out}
     *
     * @throws IllegalArgumentException if {@link #misfits} finds something
     */
    public List<Message> render(Map<String, String> vars, RowOptions options) {
        List<Message> rendered = new ArrayList<>(parts.size());
        for (PromptPart part : parts) {
            rendered.addAll(part.render(vars));
        }
        Affixes.apply(rendered, options);
        return rendered;
    }
}
