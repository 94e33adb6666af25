package dev.promptmeter.summary;

import dev.promptmeter.stats.ClusteredMean;
import dev.promptmeter.stats.GuardedMean;
import dev.promptmeter.stats.Interval;
import java.util.OptionalDouble;
import java.util.function.IntUnaryOperator;

/** The values, 0 to 1, of the cases that have one. */
final class MeanTally {

    private static final Interval RANGE = new Interval(0.0, 1.0);

    private final ClusteredMean values = new ClusteredMean();

    void add(double value, int unit) {
        if (unit == OpenUnits.NONE) {
            values.add(value);
        } else {
            values.add(value, unit);
        }
    }

    void close(int unit) {
        values.close(unit);
    }

    void merge(MeanTally other, IntUnaryOperator units) {
        values.merge(other.values, units);
    }

    long count() {
        return values.count();
    }

    OptionalDouble sum() {
        return values.count() == 0 ? OptionalDouble.empty() : OptionalDouble.of(values.sum());
    }

    OptionalDouble value() {
        return values.estimate().stream()
                .mapToDouble(estimate -> estimate.mean())
                .findFirst();
    }

    /**
     * {@return the same share with the interval that these values allow}
     *
     * @param calls answers behind it
     */
    Figure share(Figure counted, long calls) {
        return values.estimate()
                .map(estimate -> Sampled.share(counted, new Sampled(estimate, calls, null)))
                .orElse(counted);
    }

    /** {@return the mean with its interval} */
    Figure mean(String name, Unit unit) {
        return values.estimate()
                .map(estimate -> Sampled.mean(
                        Figure.of(name, unit, estimate.mean(), values.count()),
                        new Sampled(
                                estimate,
                                values.count(),
                                GuardedMean.ofScores(values, RANGE).orElseThrow())))
                .orElseGet(() -> Figure.absent(name, unit, 0, "NO_DATA"));
    }
}
