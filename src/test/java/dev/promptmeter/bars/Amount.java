package dev.promptmeter.bars;

import java.math.BigDecimal;
import java.util.Locale;

/** Figures as text: three digits that count, or all of those before the point. */
final class Amount {

    private Amount() {}

    static String measured(double value) {
        double size = Math.abs(value);
        int decimals = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }

    /** {@return a figure that somebody chose, without zeros behind it} */
    static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
