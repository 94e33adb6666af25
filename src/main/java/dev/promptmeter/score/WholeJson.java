package dev.promptmeter.score;

import dev.promptmeter.dataset.Check;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** {@code is-json}: the whole answer is one JSON value and conforms to a schema, if there is one. */
final class WholeJson implements Scorer {

    private static final CheckHelp HELP = new CheckHelp(
            "is-json",
            "the whole answer is one strict JSON value, and conforms to the JSON Schema if one is given",
            "a JSON Schema, or nothing",
            "",
            "is-json: {\"type\":\"object\",\"required\":[\"id\"]}",
            Arguments.TEXT_OPTIONS);
    private static final Score PASS = Score.pass("is JSON");

    @Override
    public CheckHelp help() {
        return HELP;
    }

    @Override
    public Filling filling() {
        return Filling.NONE;
    }

    @Override
    public Judgement prepare(Check check) {
        Arguments arguments = Arguments.of(check, HELP);
        JudgedText text = arguments.judgedText();
        Optional<JsonSchema> schema = JsonSchema.of(arguments);
        return answer -> judge(WhiteSpace.trim(text.of(answer)), schema);
    }

    private static Score judge(String text, Optional<JsonSchema> schema) {
        try {
            JsonNode value = StrictJson.whole(text);
            return schema.map(known -> known.judge(value)).orElse(PASS);
        } catch (NotJson e) {
            return Score.fail(reason(text, e));
        }
    }

    private static String reason(String text, NotJson e) {
        String hint = text.startsWith("```") ? "; it stands in a code fence, 'contains-json' looks inside" : "";
        return "not JSON" + hint + ": " + e.getMessage();
    }
}
