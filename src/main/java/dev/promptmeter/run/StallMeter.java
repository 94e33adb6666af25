package dev.promptmeter.run;

import org.jspecify.annotations.Nullable;

/** Says how long this process stood still while something was going on. Safe for many threads. */
@FunctionalInterface
public interface StallMeter {

    /** Nobody watches. */
    StallMeter NONE = (from, to) -> null;

    /**
     * {@return for how much of the time between those instants the process stood still, nanoseconds; null if nobody watched}
     *
     * @param from nanoseconds since the run's origin
     * @param to likewise, not later than now
     */
    @Nullable
    Long stalled(long from, long to);
}
