package dev.promptmeter.stats;

import java.util.function.IntPredicate;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.jspecify.annotations.Nullable;

/**
 * The ranks of the two sorted values that enclose a quantile; exact, whatever the values are distributed like.
 *
 * @param lower the rank of the lower end, from 1, or null if no value is low enough
 * @param upper the rank of the upper end, or null if no value is high enough
 * @param coverage the confidence that these ranks really have, at least the one asked for
 */
public record RankInterval(
        @Nullable Integer lower, @Nullable Integer upper, double coverage) {

    // A tail that equals the allowed error counts as reached; the library's tails are off by a few ulps.
    private static final double TIE = 1 + 1e-12;

    public RankInterval {
        if ((lower != null && lower < 1) || (lower != null && upper != null && lower >= upper)) {
            throw new IllegalArgumentException("ranks must rise from 1: " + lower + ", " + upper);
        }
    }

    static RankInterval of(Quantile quantile, int n, double confidence) {
        double tail = Confidence.errorPerSide(confidence).doubleValue() * TIE;
        if (n == 0) {
            return new RankInterval(null, null, 1);
        }
        var below = BinomialDistribution.of(n, quantile.q().doubleValue());
        int lower = first(1, n + 1, rank -> below.cumulativeProbability(rank - 1) > tail) - 1;
        int upper = first(1, n + 1, rank -> below.survivalProbability(rank - 1) <= tail);
        return new RankInterval(
                lower == 0 ? null : lower, upper > n ? null : upper, below.probability(lower - 1, upper - 1));
    }

    /** The first in [from, to] that meets a condition which, once met, stays met; {@code to} if no earlier one does. */
    private static int first(int from, int to, IntPredicate condition) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (condition.test(middle)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
