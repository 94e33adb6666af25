package dev.promptmeter.simulator;

import java.util.Arrays;
import java.util.List;

/** Instants in the order in which they came, 8 bytes each while they are gathered. Not thread-safe. */
final class Instants {

    private long[] nanos = new long[16];
    private int size;

    void add(long instant) {
        if (size == nanos.length) {
            nanos = Arrays.copyOf(nanos, size * 2);
        }
        nanos[size++] = instant;
    }

    /** {@return the distances from {@code origin}; immutable} */
    List<Long> since(long origin) {
        Long[] distances = new Long[size];
        for (int i = 0; i < size; i++) {
            distances[i] = nanos[i] - origin;
        }
        return List.of(distances);
    }
}
