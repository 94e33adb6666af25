package dev.promptmeter.stats;

import org.apache.commons.statistics.distribution.TDistribution;

/** The two ways to put an interval around a mean: by its spread, and, where no spread was seen, by its range. */
final class MeanInterval {

    private MeanInterval() {}

    /** {@return mean ± t × standardError with Student's t, which leaves this tail on each side; not clipped} */
    static Interval student(double mean, double standardError, long degreesOfFreedom, double tail) {
        double half = studentQuantile(degreesOfFreedom, tail) * standardError;
        return new Interval(mean - half, mean + half);
    }

    // t²/(df + t²) runs over [0, 1), which is where we can bisect without knowing how large t may be.
    private static double studentQuantile(long degreesOfFreedom, double tail) {
        var student = TDistribution.of(degreesOfFreedom);
        double share = Bisection.whereFalling(x -> student.survivalProbability(unfold(x, degreesOfFreedom)), tail);
        return unfold(share, degreesOfFreedom);
    }

    private static double unfold(double share, long degreesOfFreedom) {
        return Math.sqrt(degreesOfFreedom * share / (1 - share));
    }

    /**
     * {@return the interval of a mean when all {@code n} scores have the same value}
     *
     * <p>A share of up to 1 - (error per side)^(1/n) of all cases may score otherwise, anywhere in the range.
     *
     * @param range the lowest and highest possible score, both ends closed
     */
    static Interval allEqual(double value, long n, Interval range, double confidence) {
        if (range.lower() == null || range.upper() == null || !range.contains(value)) {
            throw new IllegalArgumentException("needs a closed range that contains " + value + ", not " + range);
        }
        double tail = Confidence.errorPerSide(confidence).doubleValue();
        double atLeastSame = Math.exp(Math.log(tail) / n);
        double mayDiffer = -Math.expm1(Math.log(tail) / n);
        double low = range.lower();
        double high = range.upper();
        double lower = low + (value - low) * atLeastSame;
        return new Interval(lower, Math.min(high, lower + (high - low) * mayDiffer));
    }
}
