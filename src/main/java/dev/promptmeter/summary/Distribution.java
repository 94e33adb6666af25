package dev.promptmeter.summary;

import dev.promptmeter.stats.ExactQuantiles;
import dev.promptmeter.stats.Latencies;
import dev.promptmeter.stats.Observation;
import dev.promptmeter.stats.Quantile;
import dev.promptmeter.stats.QuantileEstimate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The values of one measurement, in constant memory; exact percentiles after a second look at the values. Not thread-safe.
 *
 * <p>Other quantities than times are counted in steps as fine as a time's, so that one histogram serves all.
 */
final class Distribution {

    private static final double CONFIDENCE = 0.95;

    private final Measure measure;
    private @Nullable Latencies values;
    private @Nullable ExactQuantiles exact;

    Distribution(Measure measure) {
        this.measure = measure;
    }

    void add(double value) {
        values().add(measure.steps(value));
    }

    /** A value that is only known to lie above that. */
    void addBeyond(double bound) {
        values().addCensored(measure.steps(bound));
    }

    void merge(Distribution other) {
        if (other.values != null) {
            values().merge(other.values);
        }
    }

    // A histogram takes some 20 KB, and most parts of a run use few of them.
    private Latencies values() {
        if (values == null) {
            values = Latencies.of();
        }
        return values;
    }

    /** The second look begins, at the values these statistics need. */
    void expect(Set<String> statistics) {
        List<Quantile> quantiles =
                statistics.stream().flatMap(each -> Quantiles.of(each).stream()).toList();
        exact = values == null ? null : ExactQuantiles.of(values, quantiles, CONFIDENCE);
    }

    /** One value of the second look, the same as in the first. */
    void addAgain(double value) {
        if (exact != null) {
            exact.add(measure.steps(value));
        }
    }

    /** {@return the figures of these statistics, after the second look} */
    Map<String, Figure> figures(Set<String> statistics) {
        Map<String, Figure> figures = new LinkedHashMap<>();
        for (String statistic : statistics) {
            String name = measure.figure(statistic);
            figures.put(name, values == null ? nothing(name) : figure(name, statistic, values));
        }
        return figures;
    }

    private Figure nothing(String name) {
        return Figure.absent(name, measure.unit(), 0, "NO_DATA");
    }

    private Figure figure(String name, String statistic, Latencies sample) {
        return switch (statistic) {
            case "sum" -> Figure.of(name, measure.unit(), measure.value(sample.sum()), sample.answered());
            case "mean" ->
                sample.mean().isPresent()
                        ? Figure.of(
                                name,
                                measure.unit(),
                                measure.value(sample.mean().getAsDouble()),
                                sample.answered())
                        : nothing(name);
            case "min" -> extreme(name, sample.min(), sample);
            case "max" -> extreme(name, sample.max(), sample);
            default -> quantile(name, Quantiles.of(statistic).orElseThrow(), sample);
        };
    }

    private Figure extreme(String name, OptionalLong steps, Latencies sample) {
        return steps.isPresent()
                ? Figure.of(name, measure.unit(), measure.value(steps.getAsLong()), sample.answered())
                : nothing(name);
    }

    private Figure quantile(String name, Quantile quantile, Latencies sample) {
        if (exact == null) {
            return nothing(name);
        }
        QuantileEstimate estimate = exact.estimate(quantile);
        if (estimate.value().absence() != null) {
            Figure absent = Figure.absent(
                    name,
                    measure.unit(),
                    sample.count(),
                    estimate.value().absence().name());
            OptionalLong limit = sample.timeLimit();
            return limit.isPresent() ? absent.above(measure.value(limit.getAsLong())) : absent;
        }
        return Figure.of(name, measure.unit(), measure.value(estimate.value().nanos()), sample.count())
                .within(end(estimate.lower()), end(estimate.upper()), "latency.quantileCiRanks");
    }

    private @Nullable Double end(Observation observation) {
        return observation.nanos() == null ? null : measure.value(observation.nanos());
    }
}
