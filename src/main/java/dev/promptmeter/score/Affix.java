package dev.promptmeter.score;

import dev.promptmeter.dataset.Check;
import dev.promptmeter.score.TextForm.Step;
import java.util.List;

/** {@code starts-with} and {@code ends-with}, with or without regard to case. */
final class Affix implements Scorer {

    private enum Side {
        START,
        END
    }

    private final CheckHelp help;
    private final Side side;
    private final List<Step> always;

    private Affix(String name, String summary, String example, Side side) {
        this.help = new CheckHelp(name, summary, "a text", "", name + ": " + example, Arguments.COMPARISON_OPTIONS);
        this.side = side;
        this.always = name.startsWith("i") ? List.of(Step.CASE) : List.of();
    }

    /** {@return {@code starts-with} or {@code istarts-with}} */
    static Scorer start(String name, String summary) {
        return new Affix(name, summary, "Dear", Side.START);
    }

    /** {@return {@code ends-with} or {@code iends-with}; white space at the end counts on neither side} */
    static Scorer end(String name, String summary) {
        return new Affix(name, summary, "regards", Side.END);
    }

    @Override
    public CheckHelp help() {
        return help;
    }

    @Override
    public Judgement prepare(Check check) {
        Arguments arguments = Arguments.of(check, help);
        JudgedText text = arguments.judgedText(always, List.of());
        String expected = trimmed(text.form().of(arguments.text()));
        if (expected.isEmpty()) {
            throw arguments.wrong("would look for an empty text, which is at both ends of every answer");
        }
        Score pass = Score.pass(verb() + " with " + Excerpt.of(expected));
        return answer -> {
            String actual = trimmed(text.of(answer));
            return holds(expected, actual) ? pass : Score.fail(reason(expected, actual));
        };
    }

    private String verb() {
        return side == Side.START ? "starts" : "ends";
    }

    private String trimmed(String text) {
        return side == Side.START ? text : WhiteSpace.stripTrailing(text);
    }

    private boolean holds(String expected, String actual) {
        return side == Side.START ? actual.startsWith(expected) : actual.endsWith(expected);
    }

    private String reason(String expected, String actual) {
        int length = Math.min(expected.length(), actual.length());
        String piece = side == Side.START
                ? actual.substring(0, Excerpt.border(actual, length))
                : actual.substring(Excerpt.border(actual, actual.length() - length));
        String ignoringCase = "'i" + verb() + "-with'";
        return "at the " + (side == Side.START ? "start " : "end ")
                + Difference.between(expected, piece).words()
                + Difference.onlyIn(form -> holds(form.of(expected), form.of(actual)), actual.length())
                        .map(kind -> "; differs only in " + kind + ", which " + Difference.cure(kind, ignoringCase)
                                + " ignores")
                        .orElse("");
    }
}
