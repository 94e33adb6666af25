package dev.promptmeter.summary;

import dev.promptmeter.stats.ClusteredMean;
import dev.promptmeter.stats.Interval;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/** How far times or amounts of money lie apart, for the interval of their mean. Not thread-safe. */
final class Spread {

    private static final double CONFIDENCE = 0.95;

    private final ClusteredMean values = new ClusteredMean();
    private boolean beyond;

    /**
     * Counts a value.
     *
     * @param value in seconds or dollars; after one too large to be squared there is no interval
     */
    void add(double value, int unit) {
        if (Math.abs(value) > ClusteredMean.LARGEST_VALUE) {
            beyond = true;
        } else if (unit == OpenUnits.NONE) {
            values.add(value);
        } else {
            values.add(value, unit);
        }
    }

    void close(int unit) {
        values.close(unit);
    }

    void merge(Spread other, IntUnaryOperator units) {
        beyond |= other.beyond;
        values.merge(other.values, units);
    }

    /**
     * {@return the mean of these values with its interval, which ends at 0 at the lowest; without one where they do not tell}
     *
     * @param mean of as many values as were counted, else it stays as it is
     * @param scale how many of the figure's units a second or a dollar is
     */
    Figure around(Figure mean, double scale) {
        boolean all = !beyond && mean.n() == values.count();
        Optional<Sampled> sampled =
                all ? values.estimate().map(estimate -> new Sampled(estimate, values.count(), null)) : Optional.empty();
        return sampled.map(basis -> within(mean, basis, scale)).orElse(mean);
    }

    private static Figure within(Figure mean, Sampled basis, double scale) {
        Optional<Interval> interval = basis.observed().interval(CONFIDENCE);
        if (interval.isEmpty()) {
            return mean;
        }
        Figure figure = mean.within(
                Math.max(0, interval.get().lower() * scale),
                interval.get().upper() * scale,
                basis.clustered() ? "mean.clustered" : "mean.t");
        return basis.clustered() ? figure.resting(basis) : figure;
    }
}
