package dev.promptmeter.validity;

import java.util.Locale;
import java.util.Set;

/** Figures that stand and fall together. */
public enum Family {
    /** All times, and what is made of them. */
    LATENCY(Set.of(
            "latency",
            "coldLatency",
            "warmLatency",
            "service",
            "response",
            "e2e",
            "ttft",
            "coldTtft",
            "warmTtft",
            "ttfb",
            "ttfe",
            "ttfa",
            "serviceTtft",
            "responseTtft",
            "thinkingTime",
            "closeTail",
            "dispatchLag",
            "queue",
            "retryWait",
            "throttleWait",
            "chunkGap",
            "maxGap",
            "stallTime",
            "itl",
            "tpot",
            "ntpot",
            "outputRate",
            "decodeRate",
            "errorLatency",
            "slo")),
    /** How much was done in a time. */
    THROUGHPUT(Set.of("run.requestRate", "run.outputTokenRate", "inFlight", "slo.goodputRate")),
    /** What the endpoint said it used. */
    TOKENS(Set.of("tokens", "outputRate", "run.outputTokenRate")),
    /** Times between the pieces of a stream. */
    GAPS(Set.of("chunkGap", "itl"));

    private final Set<String> figures;

    Family(Set<String> figures) {
        this.figures = figures;
    }

    /** {@return whether a figure of that name, such as {@code latency.p95}, is one of them} */
    public boolean holds(String figure) {
        int dot = figure.indexOf('.');
        return figures.contains(figure) || dot > 0 && figures.contains(figure.substring(0, dot));
    }

    /** {@return the word in outputs, such as {@code latency}} */
    public String word() {
        return this == GAPS ? "chunk gaps" : name().toLowerCase(Locale.ROOT);
    }
}
