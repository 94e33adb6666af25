package dev.promptmeter.gate;

import java.util.Set;
import java.util.TreeSet;

/**
 * The names that a suite gives to figures of its own.
 *
 * @param metrics every {@code metric} of a check or a row
 * @param derived the metrics that are computed from them
 * @param objectives the keys under {@code slo}: {@code latency}, {@code ttft}, {@code e2e}
 */
public record KnownNames(Set<String> metrics, Set<String> derived, Set<String> objectives) {

    /** A suite without metrics and objectives. */
    public static final KnownNames NONE = new KnownNames(Set.of(), Set.of(), Set.of());

    /** Copies the sets. */
    public KnownNames {
        metrics = Set.copyOf(metrics);
        derived = Set.copyOf(derived);
        objectives = Set.copyOf(objectives);
    }

    /** Names a suite without derived metrics. */
    public KnownNames(Set<String> metrics, Set<String> objectives) {
        this(metrics, Set.of(), objectives);
    }

    Set<String> allMetrics() {
        Set<String> all = new TreeSet<>(metrics);
        all.addAll(derived);
        return all;
    }
}
