package dev.promptmeter.stats;

import java.util.Arrays;

/** Numbers in the order in which they came. */
final class Values {

    private static final int FIRST_CAPACITY = 16;

    private double[] values = new double[FIRST_CAPACITY];
    private int size;

    static Values of(double[] values) {
        var all = new Values();
        for (double value : values) {
            all.add(value);
        }
        return all;
    }

    void add(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("a value must be a finite number: " + value);
        }
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] = value;
    }

    int size() {
        return size;
    }

    double[] toArray() {
        return Arrays.copyOf(values, size);
    }
}
