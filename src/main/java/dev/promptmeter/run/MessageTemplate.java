package dev.promptmeter.run;

import dev.promptmeter.chat.Message;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * One message with the row's variables left open. Role and keys are never templated.
 *
 * @param role of the message
 * @param text template of a text content; null if the content is a list of parts, or absent
 * @param parts typed parts, passed as written but for the texts in them; empty if the content is text
 * @param extras further members, passed as written
 */
public record MessageTemplate(
        String role, @Nullable PromptTemplate text, List<Part> parts, Map<String, JsonNode> extras)
        implements PromptPart {

    /**
     * One typed part of a content list.
     *
     * @param node as written
     * @param text template of its {@code text} member; null if it has none
     */
    public record Part(ObjectNode node, @Nullable PromptTemplate text) {

        private JsonNode render(Map<String, String> vars) {
            return text == null ? node : node.deepCopy().put("text", text.render(vars));
        }

        /** A part may hold nodes of its own; nobody else changes them. */
        public Part {
            node = node.deepCopy();
        }
    }

    /** Copies the collections and keeps their order. */
    public MessageTemplate {
        parts = List.copyOf(parts);
        extras = Collections.unmodifiableMap(new LinkedHashMap<>(extras));
    }

    /** {@return a message of text} */
    public static MessageTemplate of(String role, PromptTemplate text) {
        return new MessageTemplate(role, text, List.of(), Map.of());
    }

    @Override
    public boolean says(String other) {
        return role.equals(other);
    }

    /** {@return the content as people read it: its text, or its parts as JSON} */
    String content() {
        if (text != null) {
            return text.toString();
        }
        return parts.stream().map(part -> part.node().toString()).collect(Collectors.joining("\n"));
    }

    @Override
    public String shown() {
        return role + ": " + content();
    }

    @Override
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        if (text != null) {
            names.addAll(text.names());
        }
        for (Part part : parts) {
            if (part.text() != null) {
                names.addAll(part.text().names());
            }
        }
        return names;
    }

    /** {@return the message; nothing for a system message of variables only that comes out blank} */
    @Override
    public List<Message> render(Map<String, String> vars) {
        if (text == null) {
            return List.of(new Message(role, parts.isEmpty() ? null : renderedParts(vars), extras));
        }
        String rendered = text.render(vars);
        boolean omitted = role.equals("system") && text.onlyVariables() && rendered.isBlank();
        return omitted ? List.of() : List.of(new Message(role, StringNode.valueOf(rendered), extras));
    }

    private ArrayNode renderedParts(Map<String, String> vars) {
        ArrayNode content = JsonNodeFactory.instance.arrayNode();
        parts.forEach(part -> content.add(part.render(vars)));
        return content;
    }
}
