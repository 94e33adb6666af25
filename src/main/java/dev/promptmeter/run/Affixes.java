package dev.promptmeter.run;

import dev.promptmeter.chat.Message;
import dev.promptmeter.dataset.RowOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.StringNode;

/** Puts a row's prefix and suffix around the last user message, with nothing in between. */
final class Affixes {

    private Affixes() {}

    static void apply(List<Message> messages, RowOptions options) {
        if (options.prefix() == null && options.suffix() == null) {
            return;
        }
        for (int i = messages.size() - 1; i >= 0; i--) {
            if (messages.get(i).role().equals("user")) {
                messages.set(i, around(messages.get(i), options));
                return;
            }
        }
    }

    private static Message around(Message message, RowOptions options) {
        JsonNode content = message.content();
        if (content == null) {
            return message;
        }
        JsonNode longer = content.isString()
                ? StringNode.valueOf(orEmpty(options.prefix()) + content.stringValue() + orEmpty(options.suffix()))
                : parts(content, options);
        return new Message(message.role(), longer, message.extras());
    }

    private static ArrayNode parts(JsonNode content, RowOptions options) {
        ArrayNode parts = JsonNodeFactory.instance.arrayNode();
        addText(parts, options.prefix());
        content.forEach(parts::add);
        addText(parts, options.suffix());
        return parts;
    }

    private static void addText(ArrayNode parts, @Nullable String text) {
        if (text != null) {
            parts.addObject().put("type", "text").put("text", text);
        }
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
