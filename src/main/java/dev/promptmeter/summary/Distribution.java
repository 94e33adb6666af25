package dev.promptmeter.summary;

import dev.promptmeter.run.CaseResult;
import dev.promptmeter.stats.Absence;
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
import java.util.function.DoubleConsumer;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The values of one measurement, in constant memory; exact percentiles after a second look at the values. Not thread-safe.
 *
 * <p>Other quantities than times are counted in steps as fine as a time's, so that one histogram serves all.
 */
final class Distribution {

    private static final double CONFIDENCE = 0.95;
    private static final double SECOND = 1e9;

    private final Measure measure;
    private final @Nullable Spread spread;
    private final DoubleConsumer first = this::add;
    private final DoubleConsumer again = this::addAgain;
    private @Nullable Latencies values;
    private @Nullable ExactQuantiles exact;
    private long cases;
    private int unit = OpenUnits.NONE;

    /** Keeps the values of a measure, of which these statistics will be asked. */
    Distribution(Measure measure, Set<String> statistics) {
        this.measure = measure;
        boolean meant = measure.unit() == Unit.NANOS && !measure.pooled() && statistics.contains("mean");
        this.spread = meant ? new Spread() : null;
    }

    /** Adds what is measured of a result. A time-out may be a value that is only known to lie above a bound. */
    void add(CaseResult result, int belongsTo) {
        unit = belongsTo;
        if (measure.each(result, first)) {
            cases++;
            return;
        }
        Long bound = measure.censoredAt(result);
        if (bound != null) {
            cases++;
            values().addCensored(measure.steps(bound));
        }
    }

    private void add(double value) {
        values().add(measure.steps(value));
        if (spread != null) {
            spread.add(value / SECOND, unit);
        }
    }

    void close(int closed) {
        if (spread != null) {
            spread.close(closed);
        }
    }

    void merge(Distribution other, IntUnaryOperator units) {
        cases += other.cases;
        if (spread != null && other.spread != null) {
            spread.merge(other.spread, units);
        }
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

    /** A result of the second look, the same as in the first. */
    void addAgain(CaseResult result) {
        if (exact != null) {
            measure.each(result, again);
        }
    }

    private void addAgain(double value) {
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
            case "sum" -> Figure.of(name, measure.unit(), measure.value(sample.sum()), n(sample));
            case "mean" -> sample.mean().isPresent() ? mean(name, sample.mean().getAsDouble(), sample) : nothing(name);
            case "min" -> extreme(name, sample.min(), sample);
            // A timed-out attempt took longer than any answer, nobody knows how long.
            case "max" ->
                sample.censored() > 0 ? absent(name, Absence.CENSORED, sample) : extreme(name, sample.max(), sample);
            default -> quantile(name, Quantiles.of(statistic).orElseThrow(), sample);
        };
    }

    private Figure mean(String name, double steps, Latencies sample) {
        Figure mean = Figure.of(name, measure.unit(), measure.value(steps), n(sample));
        // Nobody knows how long a time-out would have taken: the mean is that of answers, and no interval is.
        return spread == null || sample.censored() > 0 ? mean : spread.around(mean, SECOND);
    }

    /** Figures say over how many answers they were taken, also where each has many values. */
    private long n(Latencies sample) {
        return measure.pooled() ? cases : sample.answered();
    }

    private Figure extreme(String name, OptionalLong steps, Latencies sample) {
        return steps.isPresent()
                ? Figure.of(name, measure.unit(), measure.value(steps.getAsLong()), n(sample))
                : nothing(name);
    }

    private Figure quantile(String name, Quantile quantile, Latencies sample) {
        if (exact == null) {
            return nothing(name);
        }
        if (measure.pooled() && cases < quantile.shownFrom()) {
            return Figure.absent(name, measure.unit(), cases, Absence.TOO_FEW.name());
        }
        QuantileEstimate estimate = exact.estimate(quantile);
        if (estimate.value().absence() != null) {
            return absent(name, estimate.value().absence(), sample);
        }
        Figure figure =
                Figure.of(name, measure.unit(), measure.value(estimate.value().nanos()), cases);
        // The values of one answer are alike: ranks over all of them would make an interval that is too narrow.
        return measure.pooled()
                ? figure
                : figure.within(end(estimate.lower()), end(estimate.upper()), "latency.quantileCiRanks");
    }

    /** A bound says something only where the percentile lies among those beyond it. */
    private Figure absent(String name, Absence absence, Latencies sample) {
        Figure figure = Figure.absent(name, measure.unit(), cases, absence.name());
        OptionalLong limit = absence == Absence.CENSORED ? sample.timeLimit() : OptionalLong.empty();
        boolean bounded = limit.isPresent() && limit.getAsLong() != Measure.FOR_EVER;
        return bounded ? figure.above(measure.value(limit.getAsLong())) : figure;
    }

    private @Nullable Double end(Observation observation) {
        return observation.nanos() == null ? null : measure.value(observation.nanos());
    }
}
