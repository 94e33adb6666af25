package dev.promptmeter.stats;

import java.math.BigDecimal;
import java.math.MathContext;

/** Powers of a probability, compared in decimals so that ties are decided exactly. */
final class Powers {

    private Powers() {}

    /** {@return the smallest n of at least 1 with {@code base^n <= bound}; both lie between 0 and 1, exclusive} */
    static int firstAtMost(BigDecimal base, BigDecimal bound) {
        requireProbability(base);
        // Logarithms may miss a tie by one step, so start one below and let the exact comparison decide.
        double steps = Math.ceil(Math.log(bound.doubleValue()) / Math.log(base.doubleValue()));
        int n = Math.toIntExact(Math.max(1, (long) steps - 1));
        while (!atMost(base, n, bound)) {
            n++;
        }
        return n;
    }

    private static boolean atMost(BigDecimal base, int exponent, BigDecimal bound) {
        return base.pow(exponent, MathContext.DECIMAL128).compareTo(bound) <= 0;
    }

    static void requireProbability(BigDecimal value) {
        if (value.signum() <= 0 || value.compareTo(BigDecimal.ONE) >= 0) {
            throw new IllegalArgumentException(
                    "must lie between 0 and 1, exclusive: " + value.toPlainString() + "; write 95 % as 0.95");
        }
    }
}
