package dev.promptmeter.run;

/**
 * How many retries a run can still afford: answers earn them, so that a failing endpoint is not asked five times as often as a sound one.
 * Safe for many threads.
 */
final class RetryBudget {

    private static final int FEWEST = 100;
    private static final int PER_SLOT = 2;
    private static final int HALVES = 2;

    private final int full;
    private final Runnable whenEmpty;
    private volatile int halves;
    private boolean told;

    /**
     * Begins full.
     *
     * @param slots attempts in flight
     * @param whenEmpty happens once, when a retry is refused for the first time
     */
    RetryBudget(int slots, Runnable whenEmpty) {
        this.full = Math.max(FEWEST, PER_SLOT * slots) * HALVES;
        this.halves = full;
        this.whenEmpty = whenEmpty;
    }

    /** An answer came: half a retry is earned. */
    void earn() {
        // A run without trouble is always full, and takes no lock.
        if (halves < full) {
            add();
        }
    }

    private synchronized void add() {
        halves = Math.min(full, halves + 1);
    }

    /** {@return whether there was one left, which is now taken} */
    boolean take() {
        if (taken()) {
            return true;
        }
        if (first()) {
            whenEmpty.run();
        }
        return false;
    }

    private synchronized boolean taken() {
        boolean enough = halves >= HALVES;
        halves -= enough ? HALVES : 0;
        return enough;
    }

    private synchronized boolean first() {
        boolean first = !told;
        told = true;
        return first;
    }

    /** {@return retries left} */
    double left() {
        return halves / (double) HALVES;
    }
}
