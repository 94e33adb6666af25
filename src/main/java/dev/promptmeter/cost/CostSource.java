package dev.promptmeter.cost;

import java.util.Locale;

/** Who says what an answer cost. */
public enum CostSource {
    /** The endpoint, in the answer itself. */
    PROVIDER,
    /** Token counts times the prices of the suite. */
    PRICE,
    /** The suite says that the model is free. */
    FREE,
    /** Nobody. */
    UNKNOWN;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** {@return the word in every output, such as {@code provider}} */
    public String word() {
        return word;
    }
}
