package dev.promptmeter.cli;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What the value of a flag must look like. Ranges that belong to a suite key are checked again where the suite is read.
 *
 * @param accepts whether a value will do
 * @param expected what would do, for people
 */
record Rule(Predicate<String> accepts, String expected) {

    private static final Pattern DIGITS = Pattern.compile("\\d{1,9}");
    private static final Pattern DURATION = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?(ms|s|m|h)");

    private static final Pattern USD =
            Pattern.compile("(\\$)?(0|[1-9]\\d{0,6})(\\.\\d{1,12})?|(0|[1-9]\\d{0,6})(\\.\\d{1,12})? USD");

    /** Anything but nothing. */
    static final Rule TEXT = new Rule(text -> !text.isBlank(), "some text");

    /** Anything at all. */
    static final Rule ANY = new Rule(text -> true, "any text");

    /** A span of time with its unit. */
    static final Rule SPAN = new Rule(text -> DURATION.matcher(text).matches(), "a duration such as 500ms, 30s or 5m");

    /** US dollars, with or without their sign. */
    static final Rule MONEY = new Rule(text -> USD.matcher(text).matches(), "an amount of USD such as 3 or 0.50");

    /** Two texts with an equals sign between them. */
    static final Rule PAIR = new Rule(text -> text.indexOf('=') > 0, "NAME=VALUE");

    /** {@return whole numbers from {@code least} to {@code most}} */
    static Rule range(int least, int most) {
        String expected = most == Integer.MAX_VALUE ? least + " or more" : least + " to " + most;
        return new Rule(
                text -> DIGITS.matcher(text).matches()
                        && Integer.parseInt(text) >= least
                        && Integer.parseInt(text) <= most,
                "a whole number, " + expected);
    }

    /** {@return one of these words} */
    static Rule word(String... words) {
        return new Rule(List.of(words)::contains, "one of " + String.join(", ", words));
    }

    /** {@return what fits that pattern} */
    static Rule pattern(String pattern, String expected) {
        return new Rule(Pattern.compile(pattern).asMatchPredicate(), expected);
    }
}
