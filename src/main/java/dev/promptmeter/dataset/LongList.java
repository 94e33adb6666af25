package dev.promptmeter.dataset;

import java.util.Arrays;

/** Numbers in a row, 8 bytes each, 0 wherever none was set. Not thread-safe. */
public final class LongList {

    private static final int SMALLEST = 64;

    private long[] values = new long[SMALLEST];
    private int size;

    /** Adds a number at the end. {@return its index} */
    public int add(long value) {
        set(size, value);
        return size - 1;
    }

    /** {@return the number there; 0 behind the end} */
    public long get(int index) {
        return index < size ? values[index] : 0;
    }

    /** Sets a number; what lies between the end and it becomes 0. */
    public void set(int index, long value) {
        if (index >= values.length) {
            values = Arrays.copyOf(values, Math.max(index + 1, values.length + (values.length >> 2)));
        }
        values[index] = value;
        size = Math.max(size, index + 1);
    }

    /** {@return how many there are} */
    public int size() {
        return size;
    }

    /** {@return a copy as an array} */
    public long[] toArray() {
        return Arrays.copyOf(values, size);
    }

    /** Gives back what growing took in advance. */
    LongList trimmed() {
        values = Arrays.copyOf(values, size);
        return this;
    }
}
