package dev.promptmeter.gate;

import dev.promptmeter.summary.Unit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which figures a gate may name, and what each counts, as data. Metrics of checks are not among them: a suite names those. */
public final class FigureNames {

    private static final List<String> STATISTICS = List.of("mean", "min", "max");
    private static final List<String> DURATIONS =
            List.of("latency", "service", "e2e", "ttft", "queue", "retryWait", "chunkGap", "tpot");
    private static final List<String> USUAL_PERCENTILES = List.of("p50", "p90", "p95", "p99");
    private static final List<String> FEW_PERCENTILES = List.of("p50", "p95");

    /** Counts of cases that changed since a baseline; a run without one has none of them. */
    private static final Set<String> CHANGES = Set.of("regressions", "fixes", "newFailures");

    private static final Map<String, Unit> UNITS = listed();

    private FigureNames() {}

    /** {@return every name that is the same in all suites, in the order in which they are listed, with its unit} */
    public static Map<String, Unit> units() {
        return UNITS;
    }

    private static Map<String, Unit> listed() {
        Map<String, Unit> units = new LinkedHashMap<>();
        put(units, Unit.SHARE, List.of("passRate", "errorRate", "skipRate", "flakyRate", "retryRate", "cacheRate"));
        put(units, Unit.SHARE, List.of("passAny", "passAll"));
        put(units, Unit.SHARE, paths("finishReason", "stop", "length", "filter", "tool", "error", "none", "other"));
        put(units, Unit.SHARE, paths("slo", "goodput", "latency", "ttft", "e2e", "outputRate"));
        for (String duration : DURATIONS) {
            put(units, Unit.NANOS, statistics(duration, USUAL_PERCENTILES));
        }
        put(units, Unit.TOKENS_PER_SECOND, statistics("outputRate", FEW_PERCENTILES));
        for (String kind : List.of("prompt", "cached", "completion", "reasoning", "total")) {
            units.put("tokens." + kind + ".sum", Unit.TOKENS);
            put(units, Unit.TOKENS, statistics("tokens." + kind, FEW_PERCENTILES));
        }
        put(units, Unit.USD, paths("cost", "total", "mean", "per1k", "perPass", "max", "savedByCache"));
        units.put("run.duration", Unit.NANOS);
        units.put("run.requestRate", Unit.PER_SECOND);
        units.put("run.outputTokenRate", Unit.TOKENS_PER_SECOND);
        return Collections.unmodifiableMap(units);
    }

    private static void put(Map<String, Unit> units, Unit unit, List<String> names) {
        names.forEach(name -> units.put(name, unit));
    }

    private static List<String> paths(String base, String... ends) {
        return List.of(ends).stream().map(end -> base + "." + end).toList();
    }

    private static List<String> statistics(String base, List<String> percentiles) {
        List<String> names = new ArrayList<>();
        STATISTICS.forEach(statistic -> names.add(base + "." + statistic));
        percentiles.forEach(percentile -> names.add(base + "." + percentile));
        return names;
    }

    /** {@return what that figure counts, or empty if no run has it; durations take any percentile} */
    static Optional<Unit> unit(String name) {
        Unit unit = UNITS.get(name);
        if (unit == null && Percentile.of(name).isPresent() && DURATIONS.contains(Percentile.base(name))) {
            unit = Unit.NANOS;
        }
        if (CHANGES.contains(name)) {
            unit = Unit.COUNT;
        }
        return Optional.ofNullable(unit);
    }

    /** {@return whether the language has that figure although no run has it yet} */
    static boolean later(String name) {
        String base = Percentile.of(name).isPresent() ? Percentile.base(name) : withoutStatistic(name);
        return !base.equals(name) && UNITS.containsKey(base + ".p50");
    }

    private static String withoutStatistic(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 && STATISTICS.contains(name.substring(dot + 1)) ? name.substring(0, dot) : name;
    }

    /** {@return whether that figure is a quantile of a duration} */
    static boolean durationQuantile(String name) {
        return Percentile.of(name).isPresent() && DURATIONS.contains(Percentile.base(name));
    }
}
