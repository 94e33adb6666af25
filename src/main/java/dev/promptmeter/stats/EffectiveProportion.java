package dev.promptmeter.stats;

import java.util.Optional;

/**
 * A pass rate of repeated or clustered cases, as a share of as many independent trials as its error is worth.
 *
 * <p>The idea is the one of Korn and Graubard 1998 for surveys: the exact binomial methods on an effective number of trials.
 *
 * @param share the pass rate, 0 to 1
 * @param n the effective number of trials, greater than 0 and rarely whole
 */
public record EffectiveProportion(double share, double n) {

    public EffectiveProportion {
        if (!(share >= 0 && share <= 1) || !(n > 0 && n < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "needs a share from 0 to 1 of more than 0 trials: " + share + " of " + n);
        }
    }

    /**
     * {@return the pass rate over cases, or empty for a single cluster that did not always agree}
     *
     * @param rates the mean of the cases' own pass rates
     * @param calls how many answers were judged in all, which the effective number does not exceed
     */
    public static Optional<EffectiveProportion> of(MeanEstimate rates, long calls) {
        double share = rates.mean();
        if (share == 0 || share == 1) {
            return Optional.of(new EffectiveProportion(share, rates.clusters()));
        }
        return rates.cautiousError().isEmpty()
                ? Optional.empty()
                : Optional.of(ofError(share, rates.cautiousError().getAsDouble(), calls));
    }

    /** {@return a share strictly between 0 and 1 with this standard error, from so many calls} */
    private static EffectiveProportion ofError(double share, double standardError, long calls) {
        // Without spread this is infinite, and the calls decide.
        double worth = share * (1 - share) / (standardError * standardError);
        return new EffectiveProportion(share, Math.min(calls, worth));
    }

    /** {@return the two-sided exact interval on the effective number of trials} */
    public Interval clopperPearson(double confidence) {
        double tail = Confidence.errorPerSide(confidence).doubleValue();
        return bounds(tail);
    }

    /** {@return the two one-sided exact bounds, each with an error of {@code alpha}, by which gates decide} */
    public Interval bounds(double alpha) {
        Confidence.requireError(alpha);
        return new Interval(tails().lower(alpha), tails().upper(alpha));
    }

    /** {@return the evidence that the true rate is at least the floor, a rate from 0 to 1} */
    public Evidence evidenceAtLeast(double floor) {
        return tails().evidenceAtLeast(floor);
    }

    private BinomialTails tails() {
        return new BinomialTails(share * n, n);
    }
}
