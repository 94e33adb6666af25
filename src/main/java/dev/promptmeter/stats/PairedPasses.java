package dev.promptmeter.stats;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Cases that passed or failed in two runs, one answer each. Of no pairs there is no difference, and the interval is [-1, 1].
 *
 * @param improved how many failed in the baseline and pass now
 * @param worsened how many passed in the baseline and fail now
 * @param n how many pairs there are in all, at least {@code improved + worsened}
 */
public record PairedPasses(long improved, long worsened, long n) {

    public PairedPasses {
        if (improved < 0 || worsened < 0 || Math.addExact(improved, worsened) > n) {
            throw new IllegalArgumentException("improved and worsened must be 0 or more and at most n together: "
                    + improved + ", " + worsened + " of " + n);
        }
    }

    /** {@return by how much the pass rate rose, -1 to 1, or empty if there are no pairs} */
    public OptionalDouble difference() {
        return n == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) (improved - worsened) / n);
    }

    /** {@return the share of pairs that changed either way, 0 to 1, or empty if there are no pairs} */
    public OptionalDouble discordance() {
        return n == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) (improved + worsened) / n);
    }

    /** {@return the two-sided score interval of the difference (Tango 1998); it never has zero width} */
    public Interval tango(double confidence) {
        return bounds(Confidence.errorPerSide(confidence).doubleValue());
    }

    /** {@return the two one-sided score bounds of the difference, each with an error of {@code alpha}, by which gates decide} */
    public Interval bounds(double alpha) {
        double z = Confidence.z(alpha);
        if (n == 0) {
            return new Interval(-1.0, 1.0);
        }
        double observed = (double) (improved - worsened) / n;
        return new Interval(
                Bisection.whereRising(assumed -> -score(assumed).z(), -z, new Interval(-1.0, observed)),
                Bisection.whereRising(assumed -> -score(assumed).z(), z, new Interval(observed, 1.0)));
    }

    /**
     * {@return the evidence that the true difference is at least the boundary, by Tango's score test; empty of no pairs}
     *
     * @param boundary a difference of pass rates, -1 to 1: minus the drop that is allowed
     */
    public Optional<Evidence> evidenceAtLeast(double boundary) {
        if (!(boundary >= -1 && boundary <= 1)) {
            throw new IllegalArgumentException(
                    "a difference of pass rates must lie between -1 and 1: " + boundary + "; write 2 points as 0.02");
        }
        return n == 0
                ? Optional.empty()
                : Optional.of(Evidence.ofNormal(score(boundary).z()));
    }

    TangoScore score(double assumed) {
        return TangoScore.of(improved, worsened, n, assumed);
    }
}
