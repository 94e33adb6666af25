package dev.promptmeter.stats;

import java.util.Arrays;

/**
 * The latencies that fell into one bucket, to be picked by their rank in the whole sample. Few are listed, many are counted: it takes
 * at most 16 bytes a latency and 8 a nanosecond of the range, whichever is less.
 */
final class CollectedBucket {

    private static final int FIRST_CAPACITY = 16;
    private static final int[] NONE = {};

    private final Bucket range;
    private long[] values = new long[FIRST_CAPACITY];
    private int[] counts = NONE;
    private int size;

    CollectedBucket(Bucket range) {
        this.range = range;
    }

    Bucket range() {
        return range;
    }

    void add(long nanos) {
        if (counts == NONE && size == values.length) {
            grow();
        }
        if (counts != NONE) {
            counts[offset(nanos)]++;
        } else {
            values[size] = nanos;
        }
        size++;
    }

    private int offset(long nanos) {
        return (int) (nanos - range.lowNanos());
    }

    private void grow() {
        long width = range.highNanos() - range.lowNanos() + 1;
        if (width <= 2L * size) {
            counts = new int[(int) width];
            for (long value : values) {
                counts[offset(value)]++;
            }
            values = new long[0];
        } else {
            values = Arrays.copyOf(values, 2 * size);
        }
    }

    /** {@return what the values take in memory} */
    long bytes() {
        return (long) Long.BYTES * values.length + (long) Integer.BYTES * counts.length;
    }

    /** {@return the latency with this rank in the whole sample} */
    long withRank(long rank) {
        if (size != range.count()) {
            throw new IllegalStateException("fed " + size + " latencies from " + range.lowNanos() + " to "
                    + range.highNanos() + " ns, but the sample has " + range.count() + " there");
        }
        int inside = Math.toIntExact(rank - range.before() - 1);
        if (counts != NONE) {
            return range.lowNanos() + counted(inside);
        }
        Arrays.sort(values, 0, size);
        return values[inside];
    }

    private int counted(int inside) {
        int offset = 0;
        for (int left = inside; left >= counts[offset]; offset++) {
            left -= counts[offset];
        }
        return offset;
    }
}
