package dev.promptmeter.summary;

import dev.promptmeter.stats.Quantile;
import java.math.BigDecimal;
import java.util.Optional;

/** Percentiles by the name that gates give them. */
final class Quantiles {

    private static final int HUNDRED = 2;

    private Quantiles() {}

    /** {@return the quantile of a statistic such as {@code p95} or {@code p99.9}; empty for another statistic} */
    static Optional<Quantile> of(String statistic) {
        return statistic.matches("p\\d+(\\.\\d+)?")
                ? Optional.of(new Quantile(new BigDecimal(statistic.substring(1)).movePointLeft(HUNDRED)))
                : Optional.empty();
    }
}
