package dev.promptmeter.score;

import java.util.List;

/**
 * What a user needs to know to write one type of check.
 *
 * @param name as written, without {@code not-}
 * @param summary one line: when it passes
 * @param value what stands behind the colon, for people; empty if nothing may
 * @param number what the parentheses hold, for people; empty if the check takes no number
 * @param example a cell that loads; for a check that no cell can hold, an item of {@code checks} in a suite, which begins with a brace
 * @param options further keys in a suite
 * @param negation whether {@code not-} may stand before the name
 */
public record CheckHelp(
        String name,
        String summary,
        String value,
        String number,
        String example,
        List<String> options,
        Negation negation) {

    /** Whether a check can be turned round. */
    public enum Negation {
        /** {@code not-} gives its exact opposite. */
        ALLOWED,
        /** Its opposite would mean nothing. */
        REFUSED
    }

    /** Copies the options. */
    public CheckHelp {
        options = List.copyOf(options);
    }

    /** Describes a check that may be negated, as nearly all may. */
    public CheckHelp(String name, String summary, String value, String number, String example, List<String> options) {
        this(name, summary, value, number, example, options, Negation.ALLOWED);
    }

    /** {@return whether a cell can hold it; otherwise only a suite can} */
    public boolean fitsCells() {
        return !example.startsWith("{");
    }

    /** {@return whether a number in parentheses, or {@code threshold} in a suite, is understood} */
    public boolean takesNumber() {
        return !number.isEmpty();
    }
}
