package dev.promptmeter.run;

import dev.promptmeter.dataset.Row;
import org.jspecify.annotations.Nullable;

/**
 * Which rows and cases of a dataset are asked. Order: filter, then limit or sample, then shard.
 *
 * @param filter every case must match it
 * @param limit first rows of the dataset that match, at least 1; null for all
 * @param sample rows drawn from those that match; null for all
 * @param shard whose rows of those are asked; null for all
 */
public record Selection(
        Filter filter,
        @Nullable Integer limit,
        @Nullable Sample sample,
        @Nullable Shard shard) {

    /** Everything. */
    public static final Selection ALL = new Selection(Filter.ALL, null, null);

    /** Of all shards. */
    public Selection(Filter filter, @Nullable Integer limit, @Nullable Sample sample) {
        this(filter, limit, sample, null);
    }

    /** {@return whether that row of that dataset belongs to the shard, if there is one} */
    boolean takes(String dataset, Row row) {
        return shard == null || shard.holds(dataset, row.id());
    }

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
