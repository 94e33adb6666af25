package dev.promptmeter.simulator;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/**
 * How late a bare loop is that parks until shortly before an instant and spins for the rest: what this machine allows just now.
 *
 * @param p99Nanos exceeded by one in a hundred
 */
record ParkedLoop(long p99Nanos) {

    private static final long STEP = 1_000_000;
    private static final long SPUN = 100_000;

    static ParkedLoop measure(Duration time) {
        int count = (int) Math.max(100, time.toNanos() / STEP);
        long[] late = new long[count];
        long due = System.nanoTime();
        for (int i = 0; i < count; i++) {
            due += STEP;
            await(due);
            late[i] = System.nanoTime() - due;
        }
        Arrays.sort(late);
        return new ParkedLoop(late[count * 99 / 100]);
    }

    private static void await(long due) {
        long left = due - System.nanoTime();
        while (left > 0) {
            if (left > SPUN) {
                LockSupport.parkNanos(left - SPUN);
            } else {
                Thread.onSpinWait();
            }
            left = due - System.nanoTime();
        }
    }
}
