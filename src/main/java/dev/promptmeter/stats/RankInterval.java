package dev.promptmeter.stats;

import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.jspecify.annotations.Nullable;

/**
 * The ranks of the two sorted values that enclose a quantile; exact, whatever the values are distributed like
 * (Thompson 1936; Hahn and Meeker 1991, Statistical Intervals, section 5.2).
 *
 * @param lower the rank of the lower end, from 1, or null if no value is low enough
 * @param upper the rank of the upper end, or null if no value is high enough
 * @param coverage the confidence that these ranks really have, at least the one asked for
 */
public record RankInterval(
        @Nullable Integer lower, @Nullable Integer upper, double coverage) {

    public RankInterval {
        if ((lower != null && lower < 1) || (lower != null && upper != null && lower >= upper)) {
            throw new IllegalArgumentException("ranks must rise from 1: " + lower + ", " + upper);
        }
    }

    static RankInterval of(Quantile quantile, int n, double tail) {
        if (n == 0) {
            return new RankInterval(null, null, 1);
        }
        var below = BinomialDistribution.of(n, quantile.q().doubleValue());
        int lower =
                Bisection.first(1, n + 1, rank -> !Confidence.reaches(below.cumulativeProbability(rank - 1), tail)) - 1;
        int upper = Bisection.first(1, n + 1, rank -> Confidence.reaches(below.survivalProbability(rank - 1), tail));
        return new RankInterval(
                lower == 0 ? null : lower, upper > n ? null : upper, below.probability(lower - 1, upper - 1));
    }
}
