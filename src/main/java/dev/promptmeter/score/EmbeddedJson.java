package dev.promptmeter.score;

import dev.promptmeter.dataset.Check;
import java.util.Optional;

/** {@code contains-json}: some object or array inside the answer is JSON and conforms to a schema, if there is one. */
final class EmbeddedJson implements Scorer {

    private static final CheckHelp HELP = new CheckHelp(
            "contains-json",
            "an object or array inside the answer is strict JSON, and conforms to the JSON Schema if one is given",
            "a JSON Schema, or nothing",
            "",
            "contains-json: {\"type\":\"object\",\"required\":[\"id\"]}",
            Arguments.TEXT_OPTIONS);

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
        return answer -> new JsonSearch(text.of(answer), schema).score();
    }
}
