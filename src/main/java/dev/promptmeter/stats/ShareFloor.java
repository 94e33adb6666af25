package dev.promptmeter.stats;

import java.util.OptionalLong;

/**
 * The rule that a rate is at least a floor, judged by the exact binomial test; and its planning.
 *
 * @param floor the lowest rate allowed, 0 to 1, both exclusive
 * @param alpha the one-sided error of a proof, 0 to 0.5, both exclusive
 */
public record ShareFloor(double floor, double alpha) {

    private static final long MOST_CASES = 100_000;

    public ShareFloor {
        if (!(floor > 0 && floor < 1)) {
            throw new IllegalArgumentException("a floor to prove must lie between 0 and 1, exclusive: " + floor);
        }
        Confidence.requireError(alpha);
    }

    /** {@return how many of {@code n} cases must pass to prove the floor; empty if not even all of them would do} */
    public OptionalLong passesToProve(int n) {
        int passes = Bisection.first(0, n + 1, each -> each > n || proves(each, n));
        return passes > n ? OptionalLong.empty() : OptionalLong.of(passes);
    }

    private boolean proves(long passes, long n) {
        return Confidence.reaches(new BinomialTails(passes, n).atLeastSoMany(floor), alpha);
    }

    /**
     * {@return the smallest number of cases that proves the floor with this power; empty if that takes over 100,000}
     *
     * <p>The power rises in saw-teeth, so that a few cases more can have a little less of it.
     *
     * @param trueRate the rate that is assumed to be true, 0 to 1
     * @param power the probability of a proof wanted, 0 to 1, both exclusive
     */
    public OptionalLong casesToProve(double trueRate, double power) {
        if (!(trueRate > floor && trueRate <= 1)) {
            return OptionalLong.empty();
        }
        long passes = 1;
        for (long n = 1; n <= MOST_CASES; n++) {
            // One case more asks for at most one pass more.
            if (!proves(passes, n)) {
                passes++;
            }
            if (passes <= n && new BinomialTails(passes, n).atLeastSoMany(trueRate) >= power) {
                return OptionalLong.of(n);
            }
        }
        return OptionalLong.empty();
    }
}
