package dev.promptmeter.stats;

import java.util.Collection;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One case asked several times.
 *
 * @param passed how many repeats passed, 0 to {@code n}
 * @param n how many repeats were judged
 */
public record Repeats(int passed, int n) {

    public Repeats {
        if (passed < 0 || passed > n) {
            throw new IllegalArgumentException("passed must be 0 to n: " + passed + " of " + n);
        }
    }

    /**
     * {@return the unbiased chance, 0 to 1, that one or more of {@code k} repeats pass; empty with fewer than k repeats}
     *
     * <p>Chen et al. 2021 (arXiv 2107.03374), equation 1.
     *
     * @param k at least 1
     */
    public OptionalDouble passAtK(int k) {
        if (tooFewFor(k)) {
            return OptionalDouble.empty();
        }
        double noneOfThem = 1;
        for (int j = n - passed + 1; j <= n && k <= n - passed; j++) {
            noneOfThem *= 1 - (double) k / j;
        }
        return OptionalDouble.of(k > n - passed ? 1 : 1 - noneOfThem);
    }

    /**
     * {@return the unbiased chance, 0 to 1, that all of {@code k} repeats pass; empty with fewer than k repeats}
     *
     * <p>Yao et al. 2024 (τ-bench, arXiv 2406.12045), where it is called pass^k.
     *
     * @param k at least 1
     */
    public OptionalDouble passHatK(int k) {
        if (tooFewFor(k)) {
            return OptionalDouble.empty();
        }
        double allOfThem = 1;
        for (int j = 0; j < k; j++) {
            allOfThem *= Math.max(0, (double) (passed - j) / (n - j));
        }
        return OptionalDouble.of(allOfThem);
    }

    private boolean tooFewFor(int k) {
        if (k < 1) {
            throw new IllegalArgumentException("k must be at least 1: " + k);
        }
        return n < k;
    }

    /**
     * {@return the unbiased chance, 0 to 1, that two repeats of this case disagree; empty with fewer than two}
     *
     * <p>The Gini-Simpson index of Simpson 1949 for pass and fail.
     */
    public OptionalDouble flipRate() {
        return n < 2 ? OptionalDouble.empty() : OptionalDouble.of(2.0 * passed * (n - passed) / ((double) n * (n - 1)));
    }

    /** {@return whether some repeats passed and some failed} */
    public boolean flaky() {
        return passed > 0 && passed < n;
    }

    /**
     * {@return the chance, 0 to 1, that a rule "every case must pass" breaks in the next run although nothing changed}
     *
     * <p>Each case passes with (passed + 1) / (n + 2), the rule of succession (Laplace 1814). Of no cases it is 0.
     */
    public static double flakeRate(Collection<Repeats> cases) {
        return flakeRateOfCounted(counted(cases));
    }

    /** {@return the same of cases that came to the same, counted} */
    public static double flakeRateOfCounted(Map<Repeats, Long> cases) {
        double[] logs = cases.entrySet().stream()
                .mapToDouble(each -> each.getValue() * each.getKey().logOfPassingAgain())
                .toArray();
        return -Math.expm1(Summation.of(logs));
    }

    private double logOfPassingAgain() {
        return Math.log((passed + 1.0) / (n + 2.0));
    }

    static Map<Repeats, Long> counted(Collection<Repeats> cases) {
        return cases.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }
}
