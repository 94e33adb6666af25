package dev.promptmeter.calibrate;

import java.util.Arrays;

/** Errors of one kind while they are gathered, nanoseconds; 8 bytes each. Not thread-safe. */
final class Errors {

    private long[] nanos = new long[64];
    private int size;

    void add(long error) {
        if (size == nanos.length) {
            nanos = Arrays.copyOf(nanos, size * 2);
        }
        nanos[size++] = error;
    }

    void addAll(Errors others) {
        for (int i = 0; i < others.size; i++) {
            add(others.nanos[i]);
        }
    }

    Spread spread() {
        return Spread.of(Arrays.copyOf(nanos, size));
    }
}
