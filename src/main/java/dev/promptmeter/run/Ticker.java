package dev.promptmeter.run;

/** A monotonic clock that starts at zero with the run. */
@FunctionalInterface
public interface Ticker {

    /** {@return nanoseconds since the run's origin} */
    long nanos();

    /** {@return the system's monotonic clock, starting now} */
    static Ticker system() {
        long origin = System.nanoTime();
        return () -> System.nanoTime() - origin;
    }
}
