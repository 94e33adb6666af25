package dev.promptmeter.score;

import dev.promptmeter.dataset.Check;
import java.util.function.ToIntFunction;

/** {@code word-count} and {@code char-count}: the length of the answer lies in a range. */
enum Counting implements Scorer {
    WORDS("word-count", "the number of words, between white space, lies in the range", "words", WhiteSpace::words),
    CHARACTERS(
            "char-count",
            "the number of code points lies in the range",
            "characters",
            text -> text.codePointCount(0, text.length()));

    private final CheckHelp help;
    private final String unit;
    private final ToIntFunction<String> count;

    Counting(String name, String summary, String unit, ToIntFunction<String> count) {
        this.help = new CheckHelp(
                name, summary, "a range: n, a..b, a.. or ..b", "", name + ": 5..20", Arguments.TEXT_OPTIONS);
        this.unit = unit;
        this.count = count;
    }

    @Override
    public CheckHelp help() {
        return help;
    }

    @Override
    public Filling filling() {
        return Filling.NONE;
    }

    @Override
    public Judgement prepare(Check check) {
        Arguments arguments = Arguments.of(check, help);
        Range range = Range.of(arguments.requiredValue());
        JudgedText text = arguments.judgedText();
        return answer -> {
            int actual = count.applyAsInt(text.of(answer));
            return range.contains(actual)
                    ? Score.pass("has " + actual + " " + unit)
                    : Score.fail("expected " + range + " " + unit + ", got " + actual);
        };
    }
}
