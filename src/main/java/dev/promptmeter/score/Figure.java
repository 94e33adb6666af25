package dev.promptmeter.score;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Scores as text: four digits, more only where fewer would hide on which side of a boundary they lie. */
final class Figure {

    private static final int DIGITS = 4;
    private static final int MOST_DIGITS = 17;

    private Figure() {}

    /** {@return the score, never rounded onto the boundary that it misses} */
    static String beside(double score, double boundary) {
        int digits = DIGITS;
        while (score != boundary
                && digits < MOST_DIGITS
                && rounded(score, digits).equals(rounded(boundary, digits))) {
            digits++;
        }
        return rounded(score, digits);
    }

    /** {@return the number without trailing zeros} */
    static String plain(double number) {
        return rounded(number, MOST_DIGITS);
    }

    private static String rounded(double number, int digits) {
        BigDecimal rounded = BigDecimal.valueOf(number)
                .setScale(digits, RoundingMode.HALF_EVEN)
                .stripTrailingZeros();
        return rounded.toPlainString();
    }
}
