package dev.promptmeter.stats;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A number of passes among a number of trials. Of no trials there is no estimate, and the intervals are [0, 1].
 *
 * @param passes how many trials passed, 0 to {@code n}
 * @param n how many trials there were
 */
public record Proportion(long passes, long n) {

    public Proportion {
        if (passes < 0 || passes > n) {
            throw new IllegalArgumentException("passes must be 0 to n: " + passes + " of " + n);
        }
    }

    /** {@return the share of passes, or empty if there were no trials} */
    public OptionalDouble estimate() {
        return n == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) passes / n);
    }

    /** {@return the passes and trials of both} */
    public Proportion plus(Proportion other) {
        return new Proportion(Math.addExact(passes, other.passes), Math.addExact(n, other.n));
    }

    /** {@return the two-sided score interval (Wilson 1927), the one to show beside a rate; it never has zero width} */
    public Interval wilson(double confidence) {
        double z = Confidence.z(Confidence.errorPerSide(confidence).doubleValue());
        if (n == 0) {
            return new Interval(0.0, 1.0);
        }
        double share = (double) passes / n;
        double shrink = 1 + z * z / n;
        double centre = (share + z * z / (2.0 * n)) / shrink;
        double half = z * Math.sqrt(share * (1 - share) / n + z * z / (4.0 * n * n)) / shrink;
        // Rounding can push an end one ulp outside, so the two exact ends are stated.
        double lower = passes == 0 ? 0 : Math.max(0, centre - half);
        double upper = passes == n ? 1 : Math.min(1, centre + half);
        return new Interval(lower, upper);
    }

    /**
     * {@return the two-sided exact interval (Clopper and Pearson 1934), which errs in at most {@code 1 - confidence}}
     */
    public Interval clopperPearson(double confidence) {
        double tail = Confidence.errorPerSide(confidence).doubleValue();
        return new Interval(exact().lower(tail), exact().upper(tail));
    }

    /** {@return the exact interval with the whole error on its lower end; the upper end is 1} */
    public Interval clopperPearsonLower(double confidence) {
        return new Interval(exact().lower(Confidence.error(confidence).doubleValue()), 1.0);
    }

    /** {@return the exact interval with the whole error on its upper end; the lower end is 0} */
    public Interval clopperPearsonUpper(double confidence) {
        return new Interval(0.0, exact().upper(Confidence.error(confidence).doubleValue()));
    }

    /**
     * {@return the evidence that the true rate is at least the floor, by the exact binomial test; empty of no trials}
     *
     * <p>For a ceiling judge the failures: {@code n - passes} against {@code 1 - ceiling}.
     *
     * @param floor a rate, 0 to 1
     */
    public Optional<Evidence> evidenceAtLeast(double floor) {
        return n == 0 ? Optional.empty() : Optional.of(exact().evidenceAtLeast(floor));
    }

    private BinomialTails exact() {
        return new BinomialTails(passes, n);
    }
}
