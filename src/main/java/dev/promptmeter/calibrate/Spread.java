package dev.promptmeter.calibrate;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How errors of one kind are spread, in nanoseconds; what too few of them cannot tell is null.
 *
 * @param count how many there are
 * @param p50 null for fewer than 2
 * @param p90 null for fewer than 10
 * @param p99 null for fewer than 100
 * @param max null for none
 */
public record Spread(
        int count,
        @Nullable Long p50,
        @Nullable Long p90,
        @Nullable Long p99,
        @Nullable Long max) {

    /** {@return the spread of these errors by nearest rank, with the sample floors of every percentile of the program} */
    static Spread of(long... errors) {
        long[] sorted = errors.clone();
        Arrays.sort(sorted);
        return new Spread(
                sorted.length,
                quantile(sorted, 50),
                quantile(sorted, 90),
                quantile(sorted, 99),
                sorted.length == 0 ? null : Long.valueOf(sorted[sorted.length - 1]));
    }

    private static @Nullable Long quantile(long[] sorted, int percent) {
        boolean enough = (long) sorted.length * (100 - percent) >= 100;
        return enough ? Long.valueOf(sorted[(int) ((sorted.length * (long) percent + 99) / 100) - 1]) : null;
    }
}
