package dev.promptmeter.suite;

import dev.promptmeter.run.MessageTemplate;
import dev.promptmeter.run.PromptTemplate;
import dev.promptmeter.suite.Node.Items;
import dev.promptmeter.suite.Node.Mapping;
import dev.promptmeter.suite.Node.Scalar;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The content of a message: text, or a list of typed parts that are passed as written but for the texts in them. */
final class ContentShape implements Shape<ContentShape.Content> {

    /**
     * What was written.
     *
     * @param text null if it is a list of parts
     * @param parts empty if it is text
     */
    record Content(@Nullable PromptTemplate text, List<MessageTemplate.Part> parts) {}

    private static final Shape<String> TEXT = Scalars.text();

    @Override
    public @Nullable Content read(Node node, String path, Findings findings) {
        if (node instanceof Scalar scalar) {
            PromptTemplate text = template(scalar, path, findings);
            return text == null ? null : new Content(text, List.of());
        }
        if (!(node instanceof Items items) || items.items().isEmpty()) {
            findings.add("PM-1106", node.place(), path + ": expected text or a list of parts; found " + node.shown());
            return null;
        }
        List<MessageTemplate.Part> parts = new ArrayList<>();
        for (int i = 0; i < items.items().size(); i++) {
            MessageTemplate.Part part = part(items.items().get(i), path + "[" + i + "]", findings);
            if (part != null) {
                parts.add(part);
            }
        }
        return parts.size() == items.items().size() ? new Content(null, parts) : null;
    }

    private static MessageTemplate.@Nullable Part part(Node node, String path, Findings findings) {
        if (!(node instanceof Mapping part) || !(part.get("type") instanceof Scalar)) {
            findings.add("PM-1106", node.place(), path + ": expected a map with a 'type'; found " + node.shown());
            return null;
        }
        int before = findings.count();
        JsonNode value = JsonShape.ANY.read(node, path, findings);
        PromptTemplate text =
                part.get("text") instanceof Scalar scalar ? template(scalar, path + ".text", findings) : null;
        return findings.count() == before && value != null ? new MessageTemplate.Part((ObjectNode) value, text) : null;
    }

    private static @Nullable PromptTemplate template(Scalar scalar, String path, Findings findings) {
        return TEXT.read(scalar, path, findings) == null ? null : Templates.parse(scalar, path, findings);
    }

    @Override
    public ObjectNode schema() {
        ObjectNode parts = Json.type("array").put("minItems", 1);
        ObjectNode part = parts.putObject("items").put("type", "object");
        part.putArray("required").add("type");
        part.putObject("properties").putObject("type").put("type", "string");
        return Json.anyOf(List.of(TEXT.schema(), parts));
    }
}
