package dev.promptmeter.stats;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How many times the baseline's latency quantile the candidate's is, from two runs whose calls are not paired.
 *
 * <p>The order-statistic intervals of both quantiles are put together on the log scale by the method of variance estimates
 * recovery (MOVER; Zou and Donner 2008, Donner and Zou 2012). Deterministic; without bounds where a run is too short.
 *
 * @param baseline the latencies of the baseline
 * @param candidate the latencies to be compared
 * @param quantile which quantile of both
 */
public record QuantileRatio(OrderedSample baseline, OrderedSample candidate, Quantile quantile) {

    private static final double LEAST_ERROR = 1e-9;
    private static final double MOST_ERROR = 0.5;
    private static final int STEPS = 60;

    /** {@return the ratio of the interpolated quantiles; empty if either run is empty or has it among its timeouts} */
    public OptionalDouble ratio() {
        OptionalDouble before = baseline.interpolated(quantile);
        OptionalDouble after = candidate.interpolated(quantile);
        return before.isEmpty() || after.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(after.getAsDouble() / before.getAsDouble());
    }

    /** {@return the two-sided interval of the ratio; empty if an end of either quantile's interval is open or a timeout} */
    public Optional<Interval> interval(double confidence) {
        return bounds(Confidence.errorPerSide(confidence).doubleValue());
    }

    /** {@return the two one-sided bounds, each with an error of {@code alpha}; empty as {@link #interval} is} */
    public Optional<Interval> bounds(double alpha) {
        return boundsOrNone(Confidence.requireError(alpha));
    }

    private Optional<Interval> boundsOrNone(double alpha) {
        Ends before = Ends.of(baseline, quantile, alpha);
        Ends after = Ends.of(candidate, quantile, alpha);
        if (before == null || after == null) {
            return Optional.empty();
        }
        double ratio = after.value - before.value;
        return Optional.of(new Interval(
                Math.exp(ratio - Math.hypot(after.value - after.low, before.high - before.value)),
                Math.exp(ratio + Math.hypot(after.high - after.value, before.value - before.low))));
    }

    /** The logarithms of a quantile and of the ends of its interval. */
    private record Ends(double low, double value, double high) {

        static @Nullable Ends of(OrderedSample sample, Quantile quantile, double tail) {
            RankInterval ranks = RankInterval.of(quantile, sample.count(), tail);
            OptionalDouble value = sample.interpolated(quantile);
            OptionalDouble low = end(sample, ranks.lower());
            OptionalDouble high = end(sample, ranks.upper());
            return value.isEmpty() || low.isEmpty() || high.isEmpty()
                    ? null
                    : new Ends(
                            Math.log(low.getAsDouble()), Math.log(value.getAsDouble()), Math.log(high.getAsDouble()));
        }

        private static OptionalDouble end(OrderedSample sample, @Nullable Integer rank) {
            return rank == null ? OptionalDouble.empty() : sample.withRank(rank);
        }
    }

    /**
     * {@return the evidence that the true ratio is at most the limit}
     *
     * <p>Each p-value is the smallest error, 1e-9 or more, whose bound lies beyond the limit; 1 if none does.
     */
    public Evidence evidenceAtMost(double limit) {
        return new Evidence(
                smallestError(bounds -> requireNonNull(bounds.lower()) > limit),
                smallestError(bounds -> requireNonNull(bounds.upper()) < limit));
    }

    // The bounds are nested, so a bound that lies beyond the limit stays there as the error grows.
    private double smallestError(Predicate<Interval> beyond) {
        double low = LEAST_ERROR;
        double high = MOST_ERROR;
        for (int step = 0; step < STEPS; step++) {
            double middle = (low + high) / 2;
            if (boundsOrNone(middle).filter(beyond).isPresent()) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high == MOST_ERROR ? 1 : high;
    }
}
