package dev.promptmeter.run;

import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The question that a request puts: the text of its last message from the user. */
public final class AskedText {

    private static final JsonMapper JSON = new JsonMapper();

    private AskedText() {}

    /** {@return that text; a body of another form stands for itself} */
    static String of(byte[] body) {
        return of(new String(body, StandardCharsets.UTF_8));
    }

    /** {@return the same of a body that is given as text} */
    public static String of(String whole) {
        try {
            JsonNode last = null;
            for (JsonNode message : JSON.readTree(whole).path("messages")) {
                last = message.path("role").asString("").equals("user") ? message : last;
            }
            return last == null ? whole : text(last.path("content"));
        } catch (JacksonException e) {
            return whole;
        }
    }

    /** {@return how many characters all messages of a request have together; of a body of another form, its own} */
    static long characters(byte[] body) {
        String whole = new String(body, StandardCharsets.UTF_8);
        try {
            long characters = 0;
            JsonNode messages = JSON.readTree(whole).path("messages");
            for (JsonNode message : messages) {
                characters += length(text(message.path("content")));
            }
            return messages.isArray() ? characters : length(whole);
        } catch (JacksonException e) {
            return length(whole);
        }
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static String text(JsonNode content) {
        if (!content.isArray()) {
            return content.asString("");
        }
        StringBuilder text = new StringBuilder();
        content.forEach(part -> text.append(part.path("text").asString("")));
        return text.toString();
    }
}
