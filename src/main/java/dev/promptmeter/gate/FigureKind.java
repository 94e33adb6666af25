package dev.promptmeter.gate;

import java.util.Set;

/** What kind of figure a gate names: it decides by which methods the gate can be judged. */
enum FigureKind {
    /** A share of cases or answers, of which each is a yes or a no. */
    SHARE,
    /** A share of requests that keep what the suite promises. */
    PROMISE,
    /** The mean of a metric from 0 to 1. */
    SCORE_MEAN,
    /** A quantile of a time of calls that do not depend on each other. */
    QUANTILE,
    /** A mean or a sum of times, tokens or money. */
    AMOUNT,
    /** A number of cases that changed. */
    CHANGES,
    /** Anything else: the figure itself is all there is. */
    OTHER;

    private static final Set<String> SHARES =
            Set.of("passRate", "errorRate", "skipRate", "flakyRate", "passAny", "passAll");
    private static final Set<String> CHANGED = Set.of("regressions", "fixes", "newFailures");
    private static final Set<String> AMOUNTS = Set.of(
            "latency.mean",
            "ttft.mean",
            "cost.mean",
            "cost.total",
            "cost.per1k",
            "tokens.prompt.mean",
            "tokens.prompt.sum",
            "tokens.completion.mean",
            "tokens.completion.sum");

    static FigureKind of(String figure) {
        if (SHARES.contains(figure) || figure.startsWith("finishReason.")) {
            return SHARE;
        }
        if (CHANGED.contains(figure)) {
            return CHANGES;
        }
        if (AMOUNTS.contains(figure)) {
            return AMOUNT;
        }
        if (FigureNames.durationQuantile(figure) && !figure.startsWith("chunkGap.")) {
            return QUANTILE;
        }
        if (figure.startsWith("slo.")) {
            return PROMISE;
        }
        return figure.startsWith("metric.") && figure.endsWith(".mean") ? SCORE_MEAN : OTHER;
    }

    /** {@return whether one can be sure that a number holds} */
    boolean surelyWithin() {
        return this == SHARE || this == PROMISE || this == SCORE_MEAN || this == QUANTILE;
    }

    /** {@return whether one can be sure of a change since a baseline} */
    boolean surelyChanged() {
        return this == SHARE || this == SCORE_MEAN || this == QUANTILE || this == AMOUNT;
    }
}
