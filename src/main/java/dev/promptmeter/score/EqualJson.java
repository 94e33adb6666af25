package dev.promptmeter.score;

import dev.promptmeter.dataset.Check;
import dev.promptmeter.score.json.LeafComparison;
import dev.promptmeter.score.json.TooMuchWork;
import java.math.BigDecimal;
import tools.jackson.databind.JsonNode;

/** {@code json-equals}: the whole answer is one JSON value and equals another. */
final class EqualJson implements Scorer {

    private static final CheckHelp HELP = new CheckHelp(
            "json-equals",
            "the whole answer is JSON equal to the value; the order of members is ignored, that of arrays is not, and 1 is 1.0",
            "JSON",
            "",
            "json-equals: {\"order\":17,\"items\":[\"a\",\"b\"]}",
            Arguments.TEXT_OPTIONS);
    private static final Score PASS = Score.pass("equals the JSON");

    @Override
    public CheckHelp help() {
        return HELP;
    }

    @Override
    public Judgement prepare(Check check) {
        Arguments arguments = Arguments.of(check, HELP);
        JudgedText text = arguments.judgedText();
        JsonNode expected = JsonAnswer.expected(arguments);
        return answer -> JsonAnswer.judge(text.of(answer), value -> judge(expected, value));
    }

    private static Score judge(JsonNode expected, JsonNode actual) {
        try {
            LeafComparison comparison =
                    LeafComparison.of(expected, actual, LeafComparison.Arrays.ORDERED, BigDecimal.ZERO);
            LeafComparison.Difference first = comparison.first();
            return first == null ? PASS : Score.fail(words(first));
        } catch (TooMuchWork e) {
            return new Score.Unscored("comparing the JSON " + e.getMessage());
        }
    }

    /** {@return where two values differ, and what stands there on both sides} */
    static String words(LeafComparison.Difference difference) {
        String place = Excerpt.limit(Excerpt.visible(difference.pointer()), Excerpt.WIDTH);
        JsonNode expected = difference.expected();
        JsonNode actual = difference.actual();
        return (place.isEmpty() ? "" : "at " + place + " ")
                + ("expected " + (expected == null ? "nothing" : JsonAnswer.shown(expected)))
                + (", got " + (actual == null ? "nothing" : JsonAnswer.shown(actual)));
    }
}
