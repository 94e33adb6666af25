package dev.promptmeter.stats;

import java.util.Arrays;
import java.util.OptionalLong;

/**
 * How much later than wanted something happened: counts in buckets of at most a thirty-second of their value, so that a quantile is at most
 * 3.2 % or 1 µs too high. Any order and any split into merged parts gives the same figures. Not thread-safe.
 */
public final class Overshoots {

    private static final long NANOS_PER_MICRO = 1_000;
    private static final int STEPS = 32;
    private static final int STEP_BITS = 5;
    private static final int BUCKETS = STEPS * (Long.SIZE - STEP_BITS);

    private final long[] counts = new long[BUCKETS];
    private long count;
    private long max;

    /** Starts empty. */
    public Overshoots() {}

    /** {@return what {@link #pairs} gave, with the greatest value} */
    public static Overshoots of(long[] pairs, long maxNanos) {
        Overshoots read = new Overshoots();
        for (int i = 0; i + 1 < pairs.length; i += 2) {
            read.count(pairs[i], pairs[i + 1]);
        }
        read.max = maxNanos;
        return read;
    }

    /** Counts one; what slept shorter than asked did not overshoot. */
    public void add(long nanos) {
        long over = Math.max(0, nanos);
        count(over / NANOS_PER_MICRO, 1);
        max = Math.max(max, over);
    }

    private void count(long micros, long times) {
        if (micros < 0 || times < 0) {
            throw new IllegalArgumentException("not a count of overshoots: " + micros + " us " + times + " times");
        }
        counts[bucket(micros)] += times;
        count += times;
    }

    private static int bucket(long micros) {
        if (micros < STEPS) {
            return (int) micros;
        }
        int octave = Long.SIZE - 1 - Long.numberOfLeadingZeros(micros) - STEP_BITS;
        return STEPS * octave + (int) (micros >>> octave);
    }

    /** {@return the greatest number of microseconds in that bucket} */
    private static long highest(int bucket) {
        if (bucket < 2 * STEPS) {
            return bucket;
        }
        int octave = bucket / STEPS - 1;
        return ((long) (bucket - STEPS * octave + 1) << octave) - 1;
    }

    /** Adds all that another has counted. */
    public void merge(Overshoots other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
        count += other.count;
        max = Math.max(max, other.max);
    }

    /** {@return how many there were} */
    public long count() {
        return count;
    }

    /** {@return the greatest, nanoseconds; 0 without any} */
    public long max() {
        return max;
    }

    /**
     * {@return the value at that rank, nanoseconds, never above the greatest; empty without any}
     *
     * @param p above 0, at most 1
     */
    public OptionalLong quantile(double p) {
        if (count == 0) {
            return OptionalLong.empty();
        }
        long rank = Math.max(1, (long) Math.ceil(p * count));
        long seen = 0;
        int bucket = -1;
        while (seen < rank) {
            seen += counts[++bucket];
        }
        return OptionalLong.of(Math.min(max, (highest(bucket) + 1) * NANOS_PER_MICRO));
    }

    /** {@return the greatest microsecond and the count of each bucket that is not empty, in turn} */
    public long[] pairs() {
        long[] pairs = new long[2 * BUCKETS];
        int used = 0;
        for (int i = 0; i < BUCKETS; i++) {
            if (counts[i] > 0) {
                pairs[used++] = highest(i);
                pairs[used++] = counts[i];
            }
        }
        return Arrays.copyOf(pairs, used);
    }
}
