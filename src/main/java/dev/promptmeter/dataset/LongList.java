package dev.promptmeter.dataset;

import java.util.Arrays;

/** Numbers in a row, 8 bytes each. */
final class LongList {

    private long[] values = new long[64];
    private int size;

    void add(long value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size + (size >> 2));
        }
        values[size++] = value;
    }

    long get(int index) {
        return values[index];
    }

    int size() {
        return size;
    }

    /** Gives back what growing took in advance. */
    LongList trimmed() {
        values = Arrays.copyOf(values, size);
        return this;
    }
}
