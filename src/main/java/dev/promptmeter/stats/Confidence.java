package dev.promptmeter.stats;

import java.math.BigDecimal;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** What a level of confidence leaves to error. */
final class Confidence {

    // A p-value that equals the allowed error counts as reached; the library's tails are off by a few ulps.
    private static final double TIE = 1 + 1e-12;
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    private Confidence() {}

    // In decimals: 1 - 0.95 is 0.05, where doubles give 0.050000000000000044 and can lose a tie.
    static BigDecimal error(double confidence) {
        if (!(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException("confidence must lie between 0 and 1, exclusive: " + confidence);
        }
        return BigDecimal.ONE.subtract(BigDecimal.valueOf(confidence));
    }

    static BigDecimal errorPerSide(double confidence) {
        return error(confidence).divide(TWO);
    }

    /** {@return alpha, the error allowed on one side} */
    static double requireError(double alpha) {
        if (!(alpha > 0 && alpha < 0.5)) {
            throw new IllegalArgumentException("an error must lie between 0 and 0.5, exclusive: " + alpha);
        }
        return alpha;
    }

    /** {@return the standard normal quantile with this much above it, less than one half} */
    static double z(double tail) {
        return NORMAL.inverseSurvivalProbability(requireError(tail));
    }

    static boolean reaches(double p, double alpha) {
        return p <= alpha * TIE;
    }
}
