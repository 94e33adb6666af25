package dev.promptmeter.stats;

import java.math.BigDecimal;

/** What a level of confidence leaves to error. */
final class Confidence {

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
}
