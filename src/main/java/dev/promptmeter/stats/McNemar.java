package dev.promptmeter.stats;

import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * Whether as many pairs changed one way as the other, by the exact binomial test (McNemar 1947; mid-p: Fagerland 2013).
 *
 * <p>For reports and for the balance of errors, never for a gate: it says nothing about the size of a change. Where no
 * pair changed, every p-value is 1.
 *
 * @param improved how many pairs changed for the better
 * @param worsened how many pairs changed for the worse
 */
public record McNemar(int improved, int worsened) {

    public McNemar {
        if (improved < 0 || worsened < 0) {
            throw new IllegalArgumentException("pairs are counted from 0: " + improved + ", " + worsened);
        }
        Math.addExact(improved, worsened);
    }

    /** {@return the two-sided p-value, 0 to 1, that is never too small} */
    public double exact() {
        return Math.min(1, 2 * fair().cumulativeProbability(fewer()));
    }

    /** {@return the two-sided mid-p-value, 0 to 1, the one to show: less cautious, and right on average} */
    public double mid() {
        double same = fair().probability(fewer());
        if (improved + worsened == 0) {
            return 1;
        }
        return improved == worsened ? 1 - same / 2 : exact() - same;
    }

    /** {@return the one-sided exact p-value, 0 to 1; small: surely more pairs get worse} */
    public double worse() {
        return fair().survivalProbability(worsened - 1);
    }

    /** {@return the one-sided exact p-value, 0 to 1; small: surely more pairs get better} */
    public double better() {
        return fair().survivalProbability(improved - 1);
    }

    private int fewer() {
        return Math.min(improved, worsened);
    }

    private BinomialDistribution fair() {
        return BinomialDistribution.of(improved + worsened, 0.5);
    }
}
