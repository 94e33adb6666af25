package dev.promptmeter.stats;

import java.util.Arrays;

/** The latencies that fell into one bucket, to be picked by their rank in the whole sample. */
final class CollectedBucket {

    private static final int FIRST_CAPACITY = 16;

    private final Bucket range;
    private long[] values = new long[FIRST_CAPACITY];
    private int size;

    CollectedBucket(Bucket range) {
        this.range = range;
    }

    Bucket range() {
        return range;
    }

    void add(long nanos) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] = nanos;
    }

    /** {@return the latency with this rank in the whole sample} */
    long withRank(long rank) {
        if (size != range.count()) {
            throw new IllegalStateException("fed " + size + " latencies from " + range.lowNanos() + " to "
                    + range.highNanos() + " ns, but the sample has " + range.count() + " there");
        }
        Arrays.sort(values, 0, size);
        return values[Math.toIntExact(rank - range.before() - 1)];
    }
}
