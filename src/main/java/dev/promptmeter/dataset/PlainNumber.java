package dev.promptmeter.dataset;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** The one way to write a number in a typed cell: ASCII digits, a point, no exponent, no locale. */
final class PlainNumber {

    private static final Pattern GRAMMAR = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?");

    private PlainNumber() {}

    /** {@return the number, or empty if the text is anything else; blanks around it are dropped} */
    static Optional<BigDecimal> parse(String cell) {
        String text = Blanks.strip(cell);
        return text.length() <= 1000 && GRAMMAR.matcher(text).matches()
                ? Optional.of(new BigDecimal(text))
                : Optional.empty();
    }
}
