package dev.promptmeter.dataset;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;

/**
 * A number as its author wrote it, with its unit if one was given.
 *
 * @param number the number, exactly
 * @param unit {@code ms}, {@code s}, {@code m}, {@code h}, {@code %}, {@code USD}, or empty for none
 */
public record Quantity(BigDecimal number, String unit) {

    private static final Set<String> UNITS = Set.of("", "ms", "s", "m", "h", "%", "USD");
    private static final int LONGEST = 1000;

    /**
     * {@return what the text says, such as {@code 0.8}, {@code 500ms} or {@code 0.002 USD}; empty if it is no number without sign
     * and exponent, or the unit is not one of {@code ms s m h % USD}}
     */
    public static Optional<Quantity> parse(String text) {
        int end = digits(text, 0);
        if (end == 0 || text.length() > LONGEST) {
            return Optional.empty();
        }
        if (end < text.length() && text.charAt(end) == '.') {
            int fraction = digits(text, end + 1);
            if (fraction == end + 1) {
                return Optional.empty();
            }
            end = fraction;
        }
        String unit = Blanks.strip(text.substring(end));
        return UNITS.contains(unit)
                ? Optional.of(new Quantity(new BigDecimal(text.substring(0, end)), unit))
                : Optional.empty();
    }

    private static int digits(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    /** {@return a bare number} */
    public static Quantity of(String number) {
        return new Quantity(new BigDecimal(number), "");
    }

    /** {@return the quantity as one would write it, {@code 500ms}, {@code 0.002 USD}, {@code 0.8}} */
    @Override
    public String toString() {
        String text = number.toPlainString();
        return unit.equals("USD") ? text + " USD" : text + unit;
    }
}
