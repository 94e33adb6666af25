package dev.promptmeter.stats;

import java.util.Arrays;

/**
 * How often the most frequent value was seen, for as long as that matters: of more than 21 different values 20 stand out, whatever
 * their numbers. So memory does not grow, and neither order nor merging changes the answer. Not thread-safe.
 */
final class DistinctValues {

    static final int ENOUGH = 20;

    private final long[] values = new long[ENOUGH + 1];
    private final long[] times = new long[ENOUGH + 1];
    private int kinds;

    void add(long value, long count) {
        if (kinds > values.length) {
            return;
        }
        for (int i = 0; i < kinds; i++) {
            if (values[i] == value) {
                times[i] += count;
                return;
            }
        }
        if (kinds < values.length) {
            values[kinds] = value;
            times[kinds] = count;
        }
        kinds++;
    }

    void add(DistinctValues other) {
        if (other.kinds > values.length) {
            kinds = other.kinds;
        }
        for (int i = 0; i < Math.min(other.kinds, values.length); i++) {
            add(other.values[i], other.times[i]);
        }
    }

    /** {@return how many of {@code n} values are not the most frequent one; of many kinds 20, which is enough} */
    int standOut(long n) {
        if (kinds > values.length) {
            return ENOUGH;
        }
        long most = Arrays.stream(times, 0, kinds).max().orElse(0);
        return Math.toIntExact(Math.min(n - most, Integer.MAX_VALUE));
    }
}
