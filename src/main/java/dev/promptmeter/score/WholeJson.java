package dev.promptmeter.score;

import dev.promptmeter.dataset.Check;
import java.util.Optional;

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
    public Judgement prepare(Check check) {
        Arguments arguments = Arguments.of(check, HELP);
        JudgedText text = arguments.judgedText();
        Optional<JsonSchema> schema = JsonSchema.of(arguments);
        return answer -> JsonAnswer.judge(
                text.of(answer),
                value -> schema.map(known -> known.judge(value)).orElse(PASS));
    }
}
