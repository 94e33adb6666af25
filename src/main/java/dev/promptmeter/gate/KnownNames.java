package dev.promptmeter.gate;

import java.util.Set;

/**
 * The names that a suite gives to figures of its own.
 *
 * @param metrics every {@code metric} of a check or a row
 * @param objectives the keys under {@code slo}: {@code latency}, {@code ttft}, {@code e2e}
 */
public record KnownNames(Set<String> metrics, Set<String> objectives) {

    /** A suite without metrics and objectives. */
    public static final KnownNames NONE = new KnownNames(Set.of(), Set.of());

    /** Copies the sets. */
    public KnownNames {
        metrics = Set.copyOf(metrics);
        objectives = Set.copyOf(objectives);
    }
}
