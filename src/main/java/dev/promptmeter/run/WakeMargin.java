package dev.promptmeter.run;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/** How long before an instant a thread has to be awake, because it sleeps longer than it asks for. */
final class WakeMargin {

    private static final int PARKS = 200;
    private static final long PARK_NANOS = Duration.ofNanos(200_000).toNanos();
    private static final long LEAST = Duration.ofNanos(50_000).toNanos();
    private static final long MOST = Duration.ofMillis(1).toNanos();
    private static final double QUANTILE = 0.99;
    /** So many of the parks lie at or behind the quantile. */
    private static final int ENOUGH_BEYOND = 3;

    private static final double SHARE_OF_A_CORE = 0.25;
    private static final double NANOS_PER_SECOND = 1e9;

    private WakeMargin() {}

    /** {@return it in nanoseconds, measured on this machine now; 0 where the one processor has better things to do} */
    static long measured(StartRate rate) {
        int processors = Runtime.getRuntime().availableProcessors();
        return processors == 1 ? 0 : of(overshoots(), rate);
    }

    /** On a machine that is too busy to wake anybody in time, a few of them say all that there is to say. */
    private static long[] overshoots() {
        long[] overshoots = new long[PARKS];
        int beyond = 0;
        for (int i = 0; i < PARKS; i++) {
            overshoots[i] = beyond == ENOUGH_BEYOND ? MOST : overshoot();
            beyond += beyond < ENOUGH_BEYOND && overshoots[i] >= MOST ? 1 : 0;
        }
        return overshoots;
    }

    private static long overshoot() {
        long before = System.nanoTime();
        LockSupport.parkNanos(PARK_NANOS);
        return Math.max(0, System.nanoTime() - before - PARK_NANOS);
    }

    /** {@return the margin after such overshoots: their p99 within bounds, and at most a quarter of a core} */
    static long of(long[] overshoots, StartRate rate) {
        long[] sorted = overshoots.clone();
        Arrays.sort(sorted);
        long high = sorted[(int) Math.ceil(QUANTILE * sorted.length) - 1];
        long bounded = Math.max(LEAST, Math.min(MOST, high));
        return Math.min(bounded, (long) (SHARE_OF_A_CORE / rate.most() * NANOS_PER_SECOND));
    }
}
