package dev.promptmeter.run;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A monotonic clock that starts at zero with the run. */
@FunctionalInterface
public interface Ticker {

    /** {@return nanoseconds since the run's origin} */
    long nanos();

    /**
     * Waits on a monitor that the caller holds, until it is notified or so much time has passed, whichever is first.
     *
     * @param nanos above 0
     */
    default void waitOn(Object monitor, long nanos) throws InterruptedException {
        TimeUnit.NANOSECONDS.timedWait(monitor, Math.max(nanos, TimeUnit.MILLISECONDS.toNanos(1)));
    }

    /** Waits on a monitor that the caller holds, until it is notified. */
    default void waitOn(Object monitor) throws InterruptedException {
        monitor.wait();
    }

    /**
     * Waits until an instant: asleep until shortly before it, then awake, because nobody is woken on the nanosecond.
     *
     * @param nanos since the run's origin
     * @param awake for how many nanoseconds before it
     */
    default void waitUntil(long nanos, long awake) throws InterruptedException {
        for (long left = nanos - nanos(); left > 0; left = nanos - nanos()) {
            if (left > awake) {
                LockSupport.parkNanos(this, left - awake);
            } else {
                Thread.onSpinWait();
            }
            if (Thread.interrupted()) {
                throw new InterruptedException("a planned start was given up");
            }
        }
    }

    /** {@return the time by the wall clock, only to be shown; a clock that is not the system's begins with 1970} */
    default Instant date() {
        return Instant.EPOCH.plusNanos(nanos());
    }

    /** {@return the system's monotonic clock, starting now} */
    static Ticker system() {
        return startedBefore(Duration.ZERO);
    }

    /** {@return the same as if it had started so long ago} */
    static Ticker startedBefore(Duration ago) {
        return new SystemTicker(System.nanoTime() - ago.toNanos());
    }
}
