package dev.promptmeter.suite;

import dev.promptmeter.run.InsertedMessages;
import dev.promptmeter.run.MessageTemplate;
import dev.promptmeter.run.PromptPart;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * One part of a prompt: a message with role, content that is text or typed parts, and the few other members a message may have; or the
 * variable whose messages are put in.
 */
final class MessageShape implements Shape<PromptPart> {

    private static final Shape<JsonNode> TEXT = Scalars.text(1, 256).map(StringNode::valueOf);
    private static final Shape<JsonNode> LIST = Shapes.list(JsonShape.ANY).map(MessageShape::array);

    private static final Key<String> ROLE =
            Key.required("role", Scalars.word("system", "developer", "user", "assistant", "tool", "function"));
    private static final Key<ContentShape.Content> CONTENT = Key.optional("content", new ContentShape());
    private static final List<Key<JsonNode>> EXTRAS =
            List.of(Key.optional("name", TEXT), Key.optional("tool_call_id", TEXT), Key.optional("tool_calls", LIST));

    private static final Key<String> INSERT = Key.required("insert", Scalars.text(1, 1000));

    private static final Shape<PromptPart> MESSAGE = Fields.of(
                    ROLE, CONTENT, EXTRAS.get(0), EXTRAS.get(1), EXTRAS.get(2))
            .later("fewShot")
            .as(MessageShape::message);

    private static final Shape<PromptPart> INSERTED =
            Fields.of(INSERT).as(values -> new InsertedMessages(values.get(INSERT)));

    @Override
    public @Nullable PromptPart read(Node node, String path, Findings findings) {
        boolean inserts = node instanceof Node.Mapping part && part.get(INSERT.name()) != null;
        return (inserts ? INSERTED : MESSAGE).read(node, path, findings);
    }

    @Override
    public ObjectNode schema() {
        return Json.anyOf(List.of(MESSAGE.schema(), INSERTED.schema()));
    }

    private static JsonNode array(List<JsonNode> items) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        return array.addAll(items);
    }

    private static PromptPart message(Values values) {
        Map<String, JsonNode> extras = new LinkedHashMap<>();
        for (Key<JsonNode> key : EXTRAS) {
            JsonNode value = values.find(key);
            if (value != null) {
                extras.put(key.name(), value);
            }
        }
        ContentShape.Content content = values.find(CONTENT);
        return content == null
                ? new MessageTemplate(values.get(ROLE), null, List.of(), extras)
                : new MessageTemplate(values.get(ROLE), content.text(), content.parts(), extras);
    }
}
