package dev.promptmeter.run;

import dev.promptmeter.chat.Message;
import dev.promptmeter.dataset.RowOptions;
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
        String role, @Nullable PromptTemplate text, List<Part> parts, Map<String, JsonNode> extras) {

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

    /** {@return the content as people read it: its text, or its parts as JSON} */
    String shown() {
        if (text != null) {
            return text.toString();
        }
        return parts.stream().map(part -> part.node().toString()).collect(Collectors.joining("\n"));
    }

    Set<String> names() {
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

    Message render(Map<String, String> vars, RowOptions options) {
        if (text != null) {
            String rendered = orEmpty(options.prefix()) + text.render(vars) + orEmpty(options.suffix());
            return new Message(role, StringNode.valueOf(rendered), extras);
        }
        return new Message(role, parts.isEmpty() ? null : renderedParts(vars, options), extras);
    }

    private ArrayNode renderedParts(Map<String, String> vars, RowOptions options) {
        ArrayNode content = JsonNodeFactory.instance.arrayNode();
        addText(content, options.prefix());
        parts.forEach(part -> content.add(part.render(vars)));
        addText(content, options.suffix());
        return content;
    }

    private static void addText(ArrayNode content, @Nullable String text) {
        if (text != null) {
            content.addObject().put("type", "text").put("text", text);
        }
    }

    boolean omittedWhen(Message rendered) {
        return role.equals("system")
                && text != null
                && text.onlyVariables()
                && rendered.content() != null
                && rendered.content().asString().isBlank();
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
