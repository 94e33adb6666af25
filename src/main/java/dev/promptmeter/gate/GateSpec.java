package dev.promptmeter.gate;

import org.jspecify.annotations.Nullable;

/**
 * A gate as a suite writes it, before its expression is understood.
 *
 * @param expression the rule
 * @param name shown in outputs; null for the expression itself
 * @param confidence null if none was written
 * @param alpha one-sided error; null if none was written
 * @param minSamples values demanded, at least 1; null if only the figure's own floor counts
 * @param severity whether it decides
 * @param cluster column whose values make one unit; null if none was written
 * @param line where it stands in the suite; 0 if it is implied or came from a flag
 * @param column where its expression begins in that line, from 1; 0 if that is not known
 */
public record GateSpec(
        String expression,
        @Nullable String name,
        @Nullable Confidence confidence,
        @Nullable Double alpha,
        @Nullable Integer minSamples,
        Severity severity,
        @Nullable String cluster,
        int line,
        int column) {

    /** Takes a gate of which the line alone is known. */
    public GateSpec(
            String expression,
            @Nullable String name,
            @Nullable Confidence confidence,
            @Nullable Double alpha,
            @Nullable Integer minSamples,
            Severity severity,
            @Nullable String cluster,
            int line) {
        this(expression, name, confidence, alpha, minSamples, severity, cluster, line, 0);
    }

    /** Refuses a demand of fewer than one value. */
    public GateSpec {
        if (minSamples != null && minSamples < 1) {
            throw new IllegalArgumentException("minSamples is at least 1: " + minSamples);
        }
    }

    /** {@return a gate in its short form, the expression alone} */
    public static GateSpec of(String expression, int line) {
        return new GateSpec(expression, null, null, null, null, Severity.FAIL, null, line);
    }
}
