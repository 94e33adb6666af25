package dev.promptmeter.dataset;

import java.math.BigDecimal;

/**
 * A number as its author wrote it, with its unit if one was given.
 *
 * @param number the number, exactly
 * @param unit {@code ms}, {@code s}, {@code m}, {@code h}, {@code %}, {@code USD}, or empty for none
 */
public record Quantity(BigDecimal number, String unit) {

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
