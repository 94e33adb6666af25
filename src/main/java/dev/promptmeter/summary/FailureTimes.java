package dev.promptmeter.summary;

import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.run.Attempt;
import dev.promptmeter.run.CaseResult;
import dev.promptmeter.stats.ExactQuantiles;
import dev.promptmeter.stats.Latencies;
import dev.promptmeter.stats.Observation;
import dev.promptmeter.stats.Quantile;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ObjLongConsumer;

/** How long failed attempts took, by kind, apart from all latencies: a refusal after 20 ms makes no endpoint faster. */
final class FailureTimes {

    private static final double CONFIDENCE = 0.95;
    private static final List<String> PERCENTILES = List.of("p50", "p95");

    private final Map<FailureKind, Latencies> times = new EnumMap<>(FailureKind.class);
    private final Map<FailureKind, ExactQuantiles> exact = new EnumMap<>(FailureKind.class);

    void add(CaseResult result) {
        each(
                result,
                (kind, nanos) ->
                        times.computeIfAbsent(kind, any -> Latencies.of()).add(nanos));
    }

    private static void each(CaseResult result, ObjLongConsumer<FailureKind> taker) {
        for (Attempt attempt : result.attempts()) {
            if (attempt.failure() != null && attempt.times() != null) {
                taker.accept(
                        attempt.failure(),
                        attempt.times().end() - attempt.times().start());
            }
        }
    }

    void merge(FailureTimes other) {
        other.times.forEach((kind, theirs) ->
                times.computeIfAbsent(kind, any -> Latencies.of()).merge(theirs));
    }

    /** The second look begins. */
    void expect() {
        exact.clear();
        List<Quantile> wanted = PERCENTILES.stream().map(FailureTimes::quantile).toList();
        times.forEach((kind, sample) -> exact.put(kind, ExactQuantiles.of(sample, wanted, CONFIDENCE)));
    }

    void addAgain(CaseResult result) {
        each(result, (kind, nanos) -> {
            ExactQuantiles collector = exact.get(kind);
            if (collector != null) {
                collector.add(nanos);
            }
        });
    }

    private static Quantile quantile(String percentile) {
        return Quantiles.of(percentile).orElseThrow();
    }

    /** {@return mean, percentiles and maximum of each kind that there is, after the second look} */
    List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        exact.forEach((kind, collected) -> {
            Latencies sample = Objects.requireNonNull(times.get(kind));
            String name = "errorLatency." + kind.word() + ".";
            figures.add(nanos(name + "mean", sample.mean().orElseThrow(), sample));
            for (String percentile : PERCENTILES) {
                Observation value = collected.estimate(quantile(percentile)).value();
                figures.add(
                        value.nanos() == null
                                ? Figure.absent(name + percentile, Unit.NANOS, sample.count(), absence(value))
                                : nanos(name + percentile, value.nanos(), sample));
            }
            figures.add(nanos(name + "max", sample.max().orElseThrow(), sample));
        });
        return figures;
    }

    private static Figure nanos(String name, double value, Latencies sample) {
        return Figure.of(name, Unit.NANOS, value, sample.count());
    }

    private static String absence(Observation value) {
        return Objects.requireNonNull(value.absence()).name();
    }
}
