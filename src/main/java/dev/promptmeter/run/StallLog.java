package dev.promptmeter.run;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The stalls of a run while it goes on, the one included that nobody has had time to notice yet. Safe for many threads. */
final class StallLog {

    /** What wakes so much later than it wanted to was kept from running. */
    static final long STALL_NANOS = 5_000_000;

    private static final long AWAKE = Long.MAX_VALUE;

    private final Ticker ticker;
    private final LongestStalls all = new LongestStalls();
    private List<Stall> untold = new ArrayList<>();
    private long untoldCount;
    private long begun = Long.MAX_VALUE;
    private long untoldNanos;
    private volatile long wakesAt = AWAKE;

    StallLog(Ticker ticker) {
        this.ticker = ticker;
    }

    /**
     * What has happened since it was last told of.
     *
     * @param count how many there were
     * @param nanos how long in all
     * @param stalls those that were among the longest of the run when they came
     */
    record Told(long count, long nanos, List<Stall> stalls) {}

    /** Somebody watches from now on. */
    synchronized void begin() {
        begun = ticker.nanos();
    }

    /** The watching thread goes to sleep and wants to wake then. */
    void sleeps(long until) {
        wakesAt = until;
    }

    /** It is awake, in time. */
    void wakes() {
        wakesAt = AWAKE;
    }

    /** It is awake, and has found out that the process had stood still. */
    synchronized void add(Stall stall) {
        wakesAt = AWAKE;
        if (all.add(stall)) {
            untold.add(stall);
        }
        untoldCount++;
        untoldNanos += stall.nanos();
    }

    /** {@return for how much of the time between those instants the process stood still, nanoseconds; null if nobody watched from then on} */
    synchronized @Nullable Long stalled(long from, long to) {
        if (from < begun) {
            return null;
        }
        long now = ticker.nanos();
        long wanted = wakesAt;
        boolean unnoticed = wanted != AWAKE && now - wanted > STALL_NANOS;
        long open = unnoticed ? new Stall(wanted, now - wanted, Stall.Cause.OTHER).within(from, to) : 0;
        return open + all.within(from, to);
    }

    /** {@return what has happened since this was last asked} */
    synchronized Told told() {
        Told told = new Told(untoldCount, untoldNanos, List.copyOf(untold));
        untold = new ArrayList<>();
        untoldCount = 0;
        untoldNanos = 0;
        return told;
    }
}
