package dev.promptmeter.stats;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The rule that a pass rate has not fallen by more than a margin, judged on pairs by Tango's score test; and its planning.
 *
 * @param margin the drop that is allowed, as a share: 0.02 for two points; negative where a rise is asked for
 * @param alpha the one-sided error of FAIL and of PASS, 0 to 0.5, both exclusive
 */
public record NonInferiority(double margin, double alpha) {

    private static final double QUIET = 0.01;
    private static final int HALF_POINTS = 200;

    public NonInferiority {
        if (!(margin > -1 && margin < 1)) {
            throw new IllegalArgumentException(
                    "a margin must lie between -1 and 1, exclusive: " + margin + "; write 2 points as 0.02");
        }
        Confidence.requireError(alpha);
    }

    /** {@return the evidence of these pairs, or empty if there are none} */
    public Optional<Evidence> evidence(PairedPasses pairs) {
        return pairs.evidenceAtLeast(-margin);
    }

    /** {@return what these pairs allow to say, before any other gate is considered; empty of no pairs} */
    public Optional<Decision> decision(PairedPasses pairs) {
        return evidence(pairs).map(evidence -> evidence.decision(alpha));
    }

    /** {@return how probable each decision is with {@code n} pairs, at least 1: exact up to 1,000, then the normal approximation} */
    public OperatingCharacteristic characteristic(int n, TrueChange change) {
        if (n < 1) {
            throw new IllegalArgumentException("n must be at least 1: " + n);
        }
        return n <= ExactCharacteristic.MOST_PAIRS
                ? new ExactCharacteristic(this, n, change).sum()
                : new NormalCharacteristic(this, n, change).estimate();
    }

    /**
     * {@return the number of pairs for PASS with this power; empty if the true change is no better than the margin}
     *
     * <p>Normal approximation for paired shares (Nam 1997). Where hardly any case flips, {@link #pairsWithoutFlips} is more.
     *
     * @param power the probability of PASS wanted, 0.5 to 1, both exclusive
     */
    public OptionalLong pairsNeeded(TrueChange change, double power) {
        double room = margin + change.difference();
        double z = Confidence.z(alpha) + Confidence.z(1 - power);
        return room <= 0
                ? OptionalLong.empty()
                : OptionalLong.of((long) Math.ceil(z * z * change.variance() / (room * room)));
    }

    /** {@return the number of pairs for PASS if none of them flips; empty for a margin of 0 or less} */
    public OptionalLong pairsWithoutFlips() {
        double z = Confidence.z(alpha);
        return margin <= 0 ? OptionalLong.empty() : OptionalLong.of((long) Math.ceil(z * z * (1 - margin) / margin));
    }

    /**
     * {@return how far beyond the margin a true drop must lie to FAIL with this power, as a share}
     *
     * <p>The minimum detectable effect by normal approximation; Miller 2024 (arXiv 2411.00640), section 5.
     *
     * @param n how many pairs there are, at least 1
     * @param power the probability of FAIL wanted, 0.5 to 1, both exclusive
     */
    public double detectableDrop(long n, double discordance, double power) {
        if (n < 1) {
            throw new IllegalArgumentException("n must be at least 1: " + n);
        }
        double z = Confidence.z(alpha) + Confidence.z(1 - power);
        return z * Math.sqrt(TrueChange.none(discordance).variance() / n);
    }

    /** {@return the smallest margin, in steps of 0.005, that FAILs in at most 1 % of runs if nothing changed; empty if none does} */
    public OptionalDouble quietMargin(int n, double discordance) {
        int steps = Bisection.first(0, HALF_POINTS, step -> quiet(step, n, discordance));
        return steps == HALF_POINTS ? OptionalDouble.empty() : OptionalDouble.of(share(steps));
    }

    private boolean quiet(int steps, int n, double discordance) {
        var wider = new NonInferiority(share(steps), alpha);
        return wider.characteristic(n, TrueChange.none(discordance)).pFail() <= QUIET;
    }

    private static double share(int halfPoints) {
        return halfPoints / (double) HALF_POINTS;
    }

    /**
     * {@return what the rule will say of all pairs if those that are still missing go as well, and as badly, as they can}
     *
     * <p>Certain, whatever the order: the score rises with each pair improved and falls with each one worsened.
     *
     * @param soFar the pairs decided so far, among all that are planned
     * @param failing how many of the missing cases failed in the baseline
     * @param passing how many of the missing cases passed in the baseline
     * @throws IllegalArgumentException if these are more pairs than planned
     */
    public Curtailment curtailment(PairedPasses soFar, long failing, long passing) {
        var best = new PairedPasses(soFar.improved() + failing, soFar.worsened(), soFar.n());
        var worst = new PairedPasses(soFar.improved(), soFar.worsened() + passing, soFar.n());
        return new Curtailment(decision(best).orElseThrow(), decision(worst).orElseThrow());
    }
}
