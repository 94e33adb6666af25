package dev.promptmeter.gate;

import dev.promptmeter.stats.Quantile;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A percentile in the name of a figure.
 *
 * @param percent above 0 and below 100
 */
record Percentile(BigDecimal percent) {

    private static final Pattern AT_END = Pattern.compile("\\.p([0-9]+(?:\\.[0-9]+)?)$");
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** {@return the percentile that a name ends with, if it lies above 0 and below 100} */
    static Optional<Percentile> of(String name) {
        Matcher matcher = AT_END.matcher(name);
        if (!matcher.find()) {
            return Optional.empty();
        }
        BigDecimal percent = new BigDecimal(matcher.group(1)).stripTrailingZeros();
        boolean within = percent.signum() > 0 && percent.compareTo(HUNDRED) < 0;
        return within ? Optional.of(new Percentile(percent)) : Optional.empty();
    }

    /** {@return what stands before the percentile, without the dot} */
    static String base(String name) {
        return AT_END.matcher(name).replaceFirst("");
    }

    /** {@return the fewest values for which it is more than the largest one, ⌈1 / (1 − q)⌉, exactly} */
    long floor() {
        return HUNDRED.divide(HUNDRED.subtract(percent), 0, RoundingMode.CEILING)
                .longValueExact();
    }

    /** {@return the same as a quantile, 0.95 for the 95th} */
    Quantile quantile() {
        return new Quantile(percent.movePointLeft(2));
    }

    /** {@return as names of figures write it, {@code p99.9}} */
    @Override
    public String toString() {
        return "p" + percent.toPlainString();
    }
}
