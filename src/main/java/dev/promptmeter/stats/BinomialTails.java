package dev.promptmeter.stats;

import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * Tails of the binomial distribution through the beta function, so that numbers need not be whole.
 *
 * @param passes how many trials passed, 0 to {@code n}
 * @param n how many trials there were, more than 0 for any evidence
 */
record BinomialTails(double passes, double n) {

    double lower(double tail) {
        return passes == 0 ? 0 : Bisection.whereRising(this::atLeastSoMany, tail);
    }

    double upper(double tail) {
        return passes == n ? 1 : Bisection.whereFalling(this::atMostSoMany, tail);
    }

    Evidence evidenceAtLeast(double floor) {
        if (!(floor >= 0 && floor <= 1)) {
            throw new IllegalArgumentException("a rate must lie between 0 and 1: " + floor + "; write 95 % as 0.95");
        }
        return new Evidence(atMostSoMany(floor), atLeastSoMany(floor));
    }

    /** {@return the probability of so many passes or more at this rate} */
    double atLeastSoMany(double rate) {
        return passes == 0 ? 1 : BetaDistribution.of(passes, n - passes + 1).cumulativeProbability(rate);
    }

    /** {@return the probability of so many passes or fewer at this rate} */
    double atMostSoMany(double rate) {
        return passes == n ? 1 : BetaDistribution.of(passes + 1, n - passes).survivalProbability(rate);
    }
}
