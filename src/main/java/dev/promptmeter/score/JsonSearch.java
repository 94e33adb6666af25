package dev.promptmeter.score;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Looks for JSON inside one text, from left to right, with effort that is bounded by the text's length. */
final class JsonSearch {

    private static final int EFFORT_PER_CHARACTER = 10;
    private static final Score PASS = Score.pass("contains JSON");

    private final char[] text;
    private final Optional<JsonSchema> schema;
    private final long mostEffort;
    private long effort;
    private @Nullable String nearest;

    JsonSearch(String text, Optional<JsonSchema> schema) {
        this.text = text.toCharArray();
        this.schema = schema;
        this.mostEffort = (long) EFFORT_PER_CHARACTER * text.length();
    }

    /** {@return whether the text holds what is looked for} */
    Score score() {
        int at = 0;
        while (at < text.length) {
            if (text[at] != '{' && text[at] != '[') {
                at++;
                continue;
            }
            JsonScan.Found found = JsonScan.at(text, at);
            effort += found.end() - at;
            Optional<JsonNode> value = found.whole() ? parsed(at, found.end()) : Optional.empty();
            Optional<Score> decided = value.flatMap(this::judge);
            if (decided.isPresent()) {
                return decided.get();
            }
            if (effort > mostEffort) {
                return new Score.Unscored("looking for JSON took too much work");
            }
            at = value.isPresent() ? found.end() : at + 1;
        }
        return Score.fail(
                nearest == null ? "no JSON object or array in the text" : "no JSON in the text conforms: " + nearest);
    }

    private Optional<JsonNode> parsed(int from, int to) {
        try {
            return Optional.of(StrictJson.part(text, from, to));
        } catch (NotJson e) {
            return Optional.empty();
        }
    }

    /** {@return the score if this value, or one inside it, decides; the effort of a value is the number of its parts} */
    private Optional<Score> judge(JsonNode value) {
        if (schema.isEmpty()) {
            return Optional.of(PASS);
        }
        effort += parts(value);
        Score score = effort > mostEffort
                ? new Score.Unscored("looking for JSON took too much work")
                : schema.get().judge(value);
        if (!(score instanceof Score.Graded graded) || graded.passed()) {
            return Optional.of(score);
        }
        nearest = nearest == null ? score.reason() : nearest;
        for (JsonNode part : value) {
            Optional<Score> inside = part.isContainer() ? judge(part) : Optional.empty();
            if (inside.isPresent()) {
                return inside;
            }
        }
        return Optional.empty();
    }

    private static long parts(JsonNode value) {
        long parts = 1;
        for (JsonNode part : value) {
            parts += parts(part);
        }
        return parts;
    }
}
