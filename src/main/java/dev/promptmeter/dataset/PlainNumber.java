package dev.promptmeter.dataset;

import java.math.BigDecimal;
import java.util.Optional;

/** The one way to write a number in a typed cell: ASCII digits, a point, no exponent, no locale. */
final class PlainNumber {

    private PlainNumber() {}

    /** {@return the number, or empty if the text is anything else; blanks around it are dropped} */
    static Optional<BigDecimal> parse(String cell) {
        String text = Blanks.strip(cell);
        boolean negative = text.startsWith("-");
        String digits = negative ? text.substring(1) : text;
        boolean padded = digits.length() > 1 && digits.charAt(0) == '0' && digits.charAt(1) != '.';
        return Quantity.parse(digits)
                .filter(quantity -> quantity.unit().isEmpty() && !padded)
                .map(quantity -> negative ? quantity.number().negate() : quantity.number());
    }
}
