package dev.promptmeter.compare;

import java.util.Locale;

/** What is said of a figure that was compared. No other word is used for a comparison. */
public enum ChangeWord {
    /** Surely better: the p-value is at most 0.05, or the 95 % interval lies on the better side. */
    IMPROVED,
    /** Surely worse, in the same sense. */
    REGRESSED,
    /** Pass rates and scores: the data are compatible with no change. How large a change they leave possible, the interval says. */
    NO_CHANGE_DETECTED,
    /** Ratios of times, costs and tokens: the 95 % interval contains 1. */
    WITHIN_NOISE,
    /** Too few pairs, or too many without an answer, for any other word. */
    NOT_ENOUGH_DATA;

    /** {@return the words in every output, such as {@code no change detected}} */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
