package dev.promptmeter.score;

import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** An answer that ought to be one JSON value as a whole. */
final class JsonAnswer {

    private JsonAnswer() {}

    /** {@return what the question says of the value that the text is, or a failure that says why it is none} */
    static Score judge(String text, Function<JsonNode, Score> question) {
        String trimmed = WhiteSpace.trim(text);
        JsonNode value;
        try {
            value = StrictJson.whole(trimmed);
        } catch (NotJson e) {
            return Score.fail(reason(trimmed, e));
        }
        return question.apply(value);
    }

    private static String reason(String text, NotJson e) {
        String hint = text.startsWith("```") ? "; it stands in a code fence, 'contains-json' looks inside" : "";
        return "not JSON" + hint + ": " + e.getMessage();
    }

    /**
     * {@return the JSON value that a check compares with: the text of one, or a value of a suite}
     *
     * @throws CheckException PM-1402 if it is not JSON
     */
    static JsonNode expected(Arguments arguments) {
        JsonNode value = arguments.requiredValue();
        try {
            return StrictJson.whole(value.isString() ? value.stringValue() : value.toString());
        } catch (NotJson e) {
            throw arguments.wrong("takes JSON, in which text stands in double quotes: " + e.getMessage());
        }
    }

    /** {@return a value as it is shown to people: one line, cut} */
    static String shown(JsonNode value) {
        return Excerpt.limit(Excerpt.visible(value.toString()), Excerpt.WIDTH);
    }
}
