package dev.promptmeter.score;

import dev.promptmeter.dataset.Check;
import dev.promptmeter.score.TextForm.Step;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** {@code equals} and {@code iequals}: the answer is that text. */
enum EqualText implements Scorer {
    EXACTLY(
            new CheckHelp(
                    "equals",
                    "the answer is this text, code point by code point",
                    "a text",
                    "",
                    "equals: 42",
                    Arguments.COMPARISON_OPTIONS),
            List.of(),
            List.of()),
    LOOSELY(
            new CheckHelp(
                    "iequals",
                    "the answer is this text, whatever its case, white space and Unicode form",
                    "a text",
                    "",
                    "iequals: yes",
                    Arguments.COMPARISON_OPTIONS),
            List.of(Step.CASE),
            List.of(Step.NFKC, Step.COLLAPSE, Step.TRIM));

    private final CheckHelp help;
    private final List<Step> always;
    private final List<Step> unlessNamed;

    EqualText(CheckHelp help, List<Step> always, List<Step> unlessNamed) {
        this.help = help;
        this.always = always;
        this.unlessNamed = unlessNamed;
    }

    @Override
    public CheckHelp help() {
        return help;
    }

    @Override
    public Judgement prepare(Check check) {
        Arguments arguments = Arguments.of(check, help);
        JudgedText text = arguments.judgedText(always, unlessNamed);
        String expected = text.form().of(expected(arguments));
        Score pass = Score.pass("equals " + Excerpt.of(expected));
        return answer -> {
            String actual = text.of(answer);
            return actual.equals(expected) ? pass : Score.fail(reason(expected, actual));
        };
    }

    private String expected(Arguments arguments) {
        JsonNode value = arguments.value();
        boolean emptyOnPurpose = this == EXACTLY && value != null && value.isString();
        return emptyOnPurpose ? value.stringValue() : arguments.text();
    }

    private static String reason(String expected, String actual) {
        Difference difference = Difference.between(expected, actual);
        return difference.words()
                + difference
                        .onlyIn()
                        .map(kind -> "; differs only in " + kind + ", which 'iequals' ignores")
                        .orElse("");
    }
}
