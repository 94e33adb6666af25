package dev.promptmeter.summary;

import dev.promptmeter.stats.Quantile;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Percentiles by the name that gates give them. */
final class Quantiles {

    private static final Pattern NAME = Pattern.compile("p\\d+(\\.\\d+)?");
    private static final int HUNDRED = 2;

    private Quantiles() {}

    /** {@return the quantile of a statistic such as {@code p95} or {@code p99.9}; empty for another statistic} */
    static Optional<Quantile> of(String statistic) {
        return NAME.matcher(statistic).matches()
                ? Optional.of(new Quantile(new BigDecimal(statistic.substring(1)).movePointLeft(HUNDRED)))
                : Optional.empty();
    }
}
