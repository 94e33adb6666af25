package dev.promptmeter.gate;

import dev.promptmeter.stats.Absence;
import dev.promptmeter.stats.Evidence;
import dev.promptmeter.stats.Interval;
import org.jspecify.annotations.Nullable;

/**
 * How sure the data are that a gate holds, or that it is broken, before other gates are considered.
 *
 * @param evidence one-sided p-values of both
 * @param bounds the one-sided bounds by which it decides: of the figure, or of its change where it is compared with a baseline; null
 *     if there are none
 * @param method such as {@code gate.nonInferiorityPaired}
 * @param units how much it rests on, and how that hangs together
 * @param floor why it cannot decide whatever the p-values are; null if it can
 * @param exactFail p-value of an exact test by which it may be broken below its floor all the same; null if there is none
 */
public record Sureness(
        Evidence evidence,
        @Nullable Interval bounds,
        String method,
        Units units,
        @Nullable Absence floor,
        @Nullable Double exactFail) {

    /** Cases below which an approximate method says nothing. */
    static final int FEWEST = 20;

    /**
     * What a method rests on.
     *
     * @param n cases or calls
     * @param clusters how many clusters they form; null where the method knows none
     * @param designEffect how many times the variance is what it would be without clusters; null if there is none
     */
    public record Units(
            long n, @Nullable Integer clusters, @Nullable Double designEffect) {

        static Units independent(long n) {
            return new Units(n, null, null);
        }

        boolean few() {
            return (clusters == null ? n : clusters) < FEWEST;
        }
    }

    /** {@return what an approximate method found, which says nothing of few cases} */
    static Sureness approximate(Evidence evidence, @Nullable Interval bounds, String method, Units units) {
        return new Sureness(evidence, bounds, method, units, units.few() ? Absence.FEW_CASES : null, null);
    }

    /** {@return what an exact method found} */
    static Sureness exact(Evidence evidence, Interval bounds, String method, long n) {
        return new Sureness(evidence, bounds, method, Units.independent(n), null, null);
    }

    /** {@return a method that cannot say anything of these data} */
    static Sureness mute(Absence why, String method, Units units) {
        return new Sureness(new Evidence(1, 1), null, method, units, why, null);
    }

    /** {@return the same with a test by which it may be broken below its floor} */
    Sureness failingBy(double exact) {
        return new Sureness(evidence, bounds, method, units, floor, exact);
    }

    /**
     * {@return what holds whatever is missing, resting on what is there}
     *
     * @param worst what is found if everything missing is as bad as it can be
     * @param best what is found if it is as good
     */
    Sureness between(Sureness worst, Sureness best) {
        Evidence both = worst.evidence.and(best.evidence);
        Double exact = worst.exactFail == null || best.exactFail == null
                ? null
                : (Double) Math.max(worst.exactFail, best.exactFail);
        Interval one = worst.bounds;
        Interval other = best.bounds;
        Interval around = one == null || other == null
                ? null
                : new Interval(smaller(one.lower(), other.lower()), larger(one.upper(), other.upper()));
        return new Sureness(both, around, method, units, floor, exact);
    }

    private static @Nullable Double smaller(@Nullable Double one, @Nullable Double other) {
        return one == null || other == null ? null : (Double) Math.min(one, other);
    }

    private static @Nullable Double larger(@Nullable Double one, @Nullable Double other) {
        return one == null || other == null ? null : (Double) Math.max(one, other);
    }

    /**
     * {@return the verdict of that evidence}
     *
     * @param adjusted the evidence, corrected for other gates
     * @param alpha its one-sided error
     */
    GateVerdict verdict(Evidence adjusted, double alpha) {
        GateVerdict verdict = GateVerdict.valueOf(adjusted.decision(alpha).name());
        boolean stands = floor == null || verdict == GateVerdict.FAIL && exactFail != null && exactFail <= alpha;
        return stands ? verdict : GateVerdict.INCONCLUSIVE;
    }
}
