package dev.promptmeter.stats;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Compares a figure with a limit as a person does who reads both. */
public final class PointComparison {

    /** 19 of 20 meets 95 %, and three scores of 0.9 meet a mean of 0.9, whatever binary fractions say. */
    private static final MathContext DIGITS = new MathContext(12, RoundingMode.HALF_EVEN);

    private PointComparison() {}

    /** {@return below 0, 0 or above 0, as the value is below, at or above the limit to 12 significant digits} */
    public static int compare(double value, double limit) {
        return rounded(value).compareTo(rounded(limit));
    }

    private static BigDecimal rounded(double value) {
        return new BigDecimal(value).round(DIGITS);
    }
}
