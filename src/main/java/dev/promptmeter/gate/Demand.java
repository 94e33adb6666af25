package dev.promptmeter.gate;

import org.jspecify.annotations.Nullable;

/**
 * How sure a gate has to be, and of how much.
 *
 * @param confidence how sure
 * @param alpha one-sided error of {@code guard} and {@code prove}, 0 to 0.5, both exclusive
 * @param minSamples values demanded; null if only the method's own floor counts
 * @param cluster column whose equal values make one unit; null for the default
 */
public record Demand(
        Confidence confidence,
        double alpha,
        @Nullable Integer minSamples,
        @Nullable String cluster) {

    /** The error that a gate has unless it names one. */
    public static final double USUAL_ALPHA = 0.05;

    /** Refuses an error that is none. */
    public Demand {
        if (!(alpha > 0 && alpha < 0.5)) {
            throw new IllegalArgumentException("alpha lies between 0 and 0.5, exclusive: " + alpha);
        }
    }
}
