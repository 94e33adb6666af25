package dev.promptmeter.gate;

import java.util.Optional;
import java.util.Set;

/** Figures that become unusable together when a measurement goes wrong. */
public enum Family {
    /** Times of answers, and what is promised of them. */
    LATENCY(Set.of("latency", "service", "e2e", "ttft", "queue", "retryWait", "chunkGap", "tpot", "slo")),
    /** What a run got through in its time. */
    THROUGHPUT(Set.of("outputRate", "run")),
    /** Numbers of tokens. */
    TOKENS(Set.of("tokens"));

    private final Set<String> names;

    Family(Set<String> names) {
        this.names = names;
    }

    /** {@return the family of that figure; empty if no measurement spoils it} */
    static Optional<Family> of(String figure) {
        String first = figure.substring(0, Math.max(0, figure.indexOf('.')));
        for (Family family : values()) {
            if (family.names.contains(first) && !figure.equals("run.duration")) {
                return Optional.of(family);
            }
        }
        return Optional.empty();
    }
}
