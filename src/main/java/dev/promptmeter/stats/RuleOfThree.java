package dev.promptmeter.stats;

import java.math.BigDecimal;
import java.util.OptionalDouble;

/**
 * What can be said of a rate after none of {@code n} trials showed the event (Hanley and Lippman-Hand 1983).
 *
 * @param n how many trials there were, all without the event
 */
public record RuleOfThree(long n) {

    public RuleOfThree {
        if (n < 0) {
            throw new IllegalArgumentException("n must not be negative: " + n);
        }
    }

    /** {@return the number of cases, all passing, that proves a pass rate of at least {@code floor}, between 0 and 1} */
    public static long casesToProve(BigDecimal floor, double confidence) {
        return Powers.firstAtMost(floor, Confidence.error(confidence));
    }

    /** {@return the exact one-sided upper bound of the rate; 1 if there were no trials} */
    public double exactUpper(double confidence) {
        double error = Confidence.error(confidence).doubleValue();
        return n == 0 ? 1 : -Math.expm1(Math.log(error) / n);
    }

    /** {@return 3/n, the shortcut that explains the bound at 95 %, or empty if there were no trials} */
    public OptionalDouble approximateUpper() {
        return n == 0 ? OptionalDouble.empty() : OptionalDouble.of(3.0 / n);
    }
}
