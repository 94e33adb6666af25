package dev.promptmeter.score;

import dev.promptmeter.dataset.Check;
import dev.promptmeter.score.json.TooMuchWork;
import dev.promptmeter.score.json.Work;
import tools.jackson.databind.JsonNode;

/** {@code json-path}: what a path selects in the answer's JSON is there, compares with a value, or is so many. */
final class SelectedJson implements Scorer {

    // About a second.
    private static final long MOST_WORK = 5_000_000;

    private static final CheckHelp HELP = new CheckHelp(
            "json-path",
            "the whole answer is JSON, and something that the path selects exists or compares with the value",
            "a path ($.items[*].qty by RFC 9535, or /items/0/qty), then nothing, 'exists', 'count n..m',"
                    + " or one of == != < <= > >= and JSON (bare text is a text)",
            "",
            "json-path: $.items[0].qty >= 2",
            Arguments.TEXT_OPTIONS);

    @Override
    public CheckHelp help() {
        return HELP;
    }

    @Override
    public Judgement prepare(Check check) {
        Arguments arguments = Arguments.of(check, HELP);
        JudgedText text = arguments.judgedText();
        PathQuestion question = PathQuestion.parse(arguments);
        return answer -> JsonAnswer.judge(text.of(answer), value -> judge(question, value));
    }

    private static Score judge(PathQuestion question, JsonNode value) {
        try {
            return question.judge(value, Work.of(MOST_WORK));
        } catch (TooMuchWork e) {
            return new Score.Unscored("following the path " + e.getMessage());
        }
    }
}
