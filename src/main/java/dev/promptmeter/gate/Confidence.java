package dev.promptmeter.gate;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How sure a gate has to be. */
public enum Confidence {
    /** The figure itself meets the bound or does not. */
    POINT,
    /** Broken only if that is sure; otherwise the run stays green. */
    GUARD,
    /** Holds only if that is sure. */
    PROVE;

    /** {@return the word in suites and outputs} */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@return the confidence of that word, or empty if there is none} */
    public static Optional<Confidence> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }
}
