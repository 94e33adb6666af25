package dev.promptmeter.summary;

import org.jspecify.annotations.Nullable;

/**
 * What the suite promises of each answer. Every part is null where nothing is promised.
 *
 * @param latencyNanos headline latency, at most
 * @param ttftNanos time to first token, at most
 * @param e2eNanos with failed attempts and waits, at most
 * @param outputRate tokens per second, at least
 * @param passing whether an answer must also pass its checks
 */
public record Slo(
        @Nullable Long latencyNanos,
        @Nullable Long ttftNanos,
        @Nullable Long e2eNanos,
        @Nullable Double outputRate,
        Passing passing) {

    /** No promise. */
    public static final Slo NONE = new Slo(null, null, null, null, Passing.NOT_REQUIRED);

    /** Whether an answer must also pass its checks. */
    public enum Passing {
        /** It must. */
        REQUIRED,
        /** It need not. */
        NOT_REQUIRED
    }

    /** {@return whether anything is promised} */
    public boolean any() {
        return latencyNanos != null || ttftNanos != null || e2eNanos != null || outputRate != null;
    }
}
