package dev.promptmeter.archive;

import java.util.Arrays;

/** A growing list of numbers, 8 bytes each. */
final class LongList {

    private long[] values = new long[64];
    private int size;

    int add(long value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size] = value;
        return size++;
    }

    long get(int index) {
        return index < size ? values[index] : 0;
    }

    /** Sets a value; what lies between the end and it becomes 0. */
    void set(int index, long value) {
        if (index >= values.length) {
            values = Arrays.copyOf(values, Math.max(index + 1, values.length * 2));
        }
        values[index] = value;
        size = Math.max(size, index + 1);
    }

    int size() {
        return size;
    }
}
