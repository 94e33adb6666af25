package dev.promptmeter.score;

import java.util.List;

/**
 * What a user needs to know to write one type of check.
 *
 * @param name as written, without {@code not-}
 * @param summary one line: when it passes
 * @param value what stands behind the colon, for people; empty if nothing may
 * @param number what the parentheses hold, for people; empty if the check takes no number
 * @param example a cell that loads
 * @param options further keys in a suite
 */
public record CheckHelp(
        String name, String summary, String value, String number, String example, List<String> options) {

    /** Copies the options. */
    public CheckHelp {
        options = List.copyOf(options);
    }

    /** {@return whether a number in parentheses, or {@code threshold} in a suite, is understood} */
    public boolean takesNumber() {
        return !number.isEmpty();
    }
}
