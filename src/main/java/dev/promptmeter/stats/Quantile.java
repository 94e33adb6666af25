package dev.promptmeter.stats;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * A quantile such as 0.95, kept as the decimal it was written as.
 *
 * @param q the share of values at or below the quantile, between 0 and 1, exclusive
 */
public record Quantile(BigDecimal q) {

    public Quantile {
        Powers.requireProbability(q);
        q = q.stripTrailingZeros();
    }

    /** {@return the quantile written as a decimal such as {@code "0.999"}} */
    public static Quantile of(String decimal) {
        return new Quantile(new BigDecimal(decimal));
    }

    /** {@return the nearest rank, ceil(q n), of this quantile among {@code n} sorted values; the first has rank 1} */
    public long rank(long n) {
        if (n < 1) {
            throw new IllegalArgumentException("n must be at least 1: " + n);
        }
        // In decimals: 0.07 × 100 is 7, where doubles give 8.
        return q.multiply(BigDecimal.valueOf(n))
                .setScale(0, RoundingMode.CEILING)
                .longValueExact();
    }

    /** {@return the number of values from which the quantile is more than just the maximum, ceil(1 / (1 - q))} */
    public long shownFrom() {
        return BigDecimal.ONE.divide(complement(), 0, RoundingMode.CEILING).longValueExact();
    }

    /** {@return the number of values from which a one-sided upper bound exists} */
    public long samplesForUpperBound(double confidence) {
        return Powers.firstAtMost(q, Confidence.error(confidence));
    }

    /** {@return the number of values from which both ends of the two-sided interval exist} */
    public long samplesForBothBounds(double confidence) {
        BigDecimal tail = Confidence.errorPerSide(confidence);
        return Math.max(Powers.firstAtMost(q, tail), Powers.firstAtMost(complement(), tail));
    }

    /** {@return the ranks, among {@code n} sorted values, that enclose the true quantile with the given confidence} */
    public RankInterval interval(int n, double confidence) {
        return RankInterval.of(this, n, Confidence.errorPerSide(confidence).doubleValue());
    }

    /**
     * {@return the evidence that the true quantile is within a limit, by the exact binomial test; empty of no values}
     *
     * <p>The dual of {@link #interval}: surely beyond exactly if the lower rank is, surely within exactly if the upper one is.
     *
     * @param beyond how many values are not within the limit, timeouts counted
     * @param n how many values there are
     */
    public Optional<Evidence> evidenceWithin(long beyond, long n) {
        return new Proportion(n - beyond, n).evidenceAtLeast(q.doubleValue());
    }

    private BigDecimal complement() {
        return BigDecimal.ONE.subtract(q);
    }
}
