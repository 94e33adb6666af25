package dev.promptmeter.run;

/**
 * A stretch of time in which this process did not get to run although it wanted to: what arrived in it was stamped late.
 *
 * @param start nanoseconds since the run's origin
 * @param nanos how long, above 0
 * @param cause what is known of why
 */
public record Stall(long start, long nanos, Cause cause) {

    /** Why a process stood still. */
    public enum Cause {
        /** Its memory was being collected. */
        GC,
        /** Anything else: the scheduler, a safepoint, swapping, or a signal that stopped it. */
        OTHER
    }

    /** Refuses a stall that took no time. */
    public Stall {
        if (nanos <= 0) {
            throw new IllegalArgumentException("a stall takes time: " + nanos + " ns");
        }
    }

    /** {@return when it was over} */
    public long end() {
        return start + nanos;
    }

    /** {@return how much of it lies between those instants, nanoseconds} */
    public long within(long from, long to) {
        return Math.max(0, Math.min(end(), to) - Math.max(start, from));
    }
}
