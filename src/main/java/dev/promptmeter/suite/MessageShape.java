package dev.promptmeter.suite;

import dev.promptmeter.run.MessageTemplate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.StringNode;

/** One message of a prompt: role, content that is text or typed parts, and the few other members a message may have. */
final class MessageShape {

    private static final Shape<JsonNode> TEXT = Scalars.text(1, 256).map(StringNode::valueOf);
    private static final Shape<JsonNode> LIST = Shapes.list(JsonShape.ANY).map(MessageShape::array);

    private static final Key<String> ROLE =
            Key.required("role", Scalars.word("system", "developer", "user", "assistant", "tool", "function"));
    private static final Key<ContentShape.Content> CONTENT = Key.optional("content", new ContentShape());
    private static final List<Key<JsonNode>> EXTRAS =
            List.of(Key.optional("name", TEXT), Key.optional("tool_call_id", TEXT), Key.optional("tool_calls", LIST));

    static final Shape<MessageTemplate> INSTANCE = Fields.of(ROLE, CONTENT, EXTRAS.get(0), EXTRAS.get(1), EXTRAS.get(2))
            .later("insert", "fewShot")
            .as(MessageShape::message);

    private MessageShape() {}

    private static JsonNode array(List<JsonNode> items) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        return array.addAll(items);
    }

    private static MessageTemplate message(Values values) {
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
