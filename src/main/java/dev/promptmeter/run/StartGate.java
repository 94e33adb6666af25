package dev.promptmeter.run;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The planned start of one repeat. Whoever sends it gets everything ready and waits here; whoever watches the clock opens. Safe for two
 * threads.
 */
final class StartGate {

    private final long at;
    private volatile boolean open;
    private volatile @Nullable Thread waiting;
    private long granted;
    private boolean missed;

    /** Takes the planned instant, nanoseconds since the run's origin. */
    StartGate(long at) {
        this.at = at;
    }

    /** {@return the planned instant} */
    long at() {
        return at;
    }

    /** It has all permits that it needs. */
    void grant(long now) {
        granted = now;
    }

    /** {@return when it could go: not before its planned instant, however early it got its permits} */
    long permit() {
        return Math.max(at, granted);
    }

    /** It is too late: nothing starts here. */
    void miss() {
        missed = true;
    }

    /** {@return whether it is too late} */
    boolean missed() {
        return missed;
    }

    /** Waits until it is open. */
    void await() throws InterruptedException {
        waiting = Thread.currentThread();
        while (!open) {
            LockSupport.park(this);
            if (Thread.interrupted()) {
                throw new InterruptedException("a planned start was given up");
            }
        }
    }

    /** It goes now, and whenever it is tried again. */
    void open() {
        open = true;
        LockSupport.unpark(waiting);
    }
}
