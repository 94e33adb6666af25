package dev.promptmeter.summary;

import org.jspecify.annotations.Nullable;

/**
 * What the suite promises of each answer. Every part is null where nothing is promised.
 *
 * @param latencyNanos headline latency, at most
 * @param ttftNanos time to first token, at most
 * @param e2eNanos with failed attempts and waits, at most
 * @param ttfaNanos time to first token that is no reasoning, at most
 * @param tpotNanos time per token after the first ones, at most
 * @param maxGapNanos longest gap between two chunks, at most
 * @param outputRate tokens per second, at least
 * @param passing whether an answer must also pass its checks
 */
public record Slo(
        @Nullable Long latencyNanos,
        @Nullable Long ttftNanos,
        @Nullable Long e2eNanos,
        @Nullable Long ttfaNanos,
        @Nullable Long tpotNanos,
        @Nullable Long maxGapNanos,
        @Nullable Double outputRate,
        Passing passing) {

    /** No promise. */
    public static final Slo NONE = new Slo(null, null, null, null, null, null, null, Passing.NOT_REQUIRED);

    /** Whether an answer must also pass its checks. */
    public enum Passing {
        /** It must. */
        REQUIRED,
        /** It need not. */
        NOT_REQUIRED
    }
}
