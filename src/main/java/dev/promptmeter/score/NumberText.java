package dev.promptmeter.score;

import com.google.re2j.Pattern;
import java.math.BigDecimal;
import java.util.Optional;

/** Numbers as people and models write them: ASCII digits, a point for decimals, commas only between groups of three. */
final class NumberText {

    private static final Pattern GROUPED = Pattern.compile(
            "[+-]?(?:(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\\.[0-9]+)?|\\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?");

    // Turning digits into a number takes time with the square of their count.
    private static final int LONGEST = 1_000;

    private NumberText() {}

    /** {@return the number that the whole text is, or empty if it is none or none that a double can hold} */
    static Optional<BigDecimal> grouped(String text) {
        if (text.isEmpty() || text.length() > LONGEST || !GROUPED.matches(text)) {
            return Optional.empty();
        }
        BigDecimal number = new BigDecimal(text.replace(",", ""));
        return Double.isInfinite(number.doubleValue()) ? Optional.empty() : Optional.of(number);
    }

    /** {@return the same for a value that a user writes, where commas between groups are not allowed} */
    static Optional<BigDecimal> plain(String text) {
        return text.indexOf(',') >= 0 ? Optional.empty() : grouped(text);
    }
}
