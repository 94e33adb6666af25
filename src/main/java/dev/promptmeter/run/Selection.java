package dev.promptmeter.run;

import org.jspecify.annotations.Nullable;

/**
 * Which rows and cases of a dataset are asked. Order: filter, then limit or sample.
 *
 * @param filter every case must match it
 * @param limit first rows of the dataset that match, at least 1; null for all
 * @param sample rows drawn from those that match; null for all
 */
public record Selection(
        Filter filter, @Nullable Integer limit, @Nullable Sample sample) {

    /** Everything. */
    public static final Selection ALL = new Selection(Filter.ALL, null, null);

    /**
     * Rows drawn by their hash, the same on every computer.
     *
     * @param n how many, at least 1; null if it is a fraction
     * @param fraction share of the rows to expect, 0 to 1; null if it is a number
     * @param seed of the draw
     */
    public record Sample(@Nullable Integer n, @Nullable Double fraction, long seed) {

        /** Either is given, and never both. */
        public Sample {
            if ((n == null) == (fraction == null)) {
                throw new IllegalArgumentException("either a number of rows or a fraction: " + n + ", " + fraction);
            }
        }

        /** A sample of that many rows. */
        public Sample(int n, long seed) {
            this(n, null, seed);
        }
    }

    /** Limit and sample exclude each other. */
    public Selection {
        if (limit != null && sample != null) {
            throw new IllegalArgumentException("limit and sample exclude each other");
        }
    }
}
