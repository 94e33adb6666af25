package dev.promptmeter.chat;

import java.util.Arrays;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The instants of one attempt, as nanoseconds since the run's origin on a monotonic clock.
 *
 * <p>Written by the thread that sends and by the client's callbacks, one after the other; each mark is taken once, the first call
 * wins.
 */
public final class Stopwatch {

    /** Buffers that are stamped one by one; those beyond are put together, so that a flood of them takes no more memory. */
    static final int MOST_BUFFERS = 50_000;

    private static final long MERGED_NANOS = 1_000_000;
    private static final long UNSEEN = Long.MIN_VALUE;

    private final LongSupplier clock;
    private final long plan;
    private final long permit;
    private final Times.Due due;
    private volatile long start = UNSEEN;
    private volatile long sent = UNSEEN;
    private volatile long head = UNSEEN;
    private volatile long end = UNSEEN;
    private long lastStamp = UNSEEN;
    private long firstByte = UNSEEN;
    private long[] stamps = new long[4];
    private int used;
    private long stepFrom;
    private boolean merged;

    /**
     * Starts from what the run knows.
     *
     * @param clock nanoseconds since the run's origin
     * @param plan when the attempt was due
     * @param permit when it was let go
     * @param due what made it due
     */
    public Stopwatch(LongSupplier clock, long plan, long permit, Times.Due due) {
        this.clock = clock;
        this.plan = plan;
        this.permit = permit;
        this.due = due;
    }

    /** The same for an attempt that was due when it could be made. */
    public Stopwatch(LongSupplier clock, long plan, long permit) {
        this(clock, plan, permit, Times.Due.WHEN_FREE);
    }

    /** The attempt is about to be handed to the client. */
    public void start() {
        start = start == UNSEEN ? clock.getAsLong() : start;
    }

    /** The client has taken the last byte of the request. */
    public void sent() {
        sent = sent == UNSEEN ? clock.getAsLong() : sent;
    }

    /** Status and headers are known. */
    public void head() {
        head = head == UNSEEN ? clock.getAsLong() : head;
    }

    /** {@return this instant, for a buffer that has just arrived; pass it to {@link #buffer}} */
    public long now() {
        return clock.getAsLong();
    }

    /** A buffer of so many bytes arrived at {@code instant}, which is taken before anything else is done with it. */
    public synchronized void buffer(long instant, int bytes) {
        if (bytes == 0) {
            return;
        }
        firstByte = firstByte == UNSEEN ? instant : firstByte;
        if (used >= 2 * MOST_BUFFERS && instant - stepFrom < MERGED_NANOS) {
            merge(instant, bytes);
            return;
        }
        stepFrom = instant;
        if (used == stamps.length) {
            stamps = Arrays.copyOf(stamps, used * 2);
        }
        stamps[used++] = bytes;
        stamps[used++] = instant - (lastStamp == UNSEEN ? start : lastStamp);
        lastStamp = instant;
    }

    /** The stamp is that of the newest buffer: what arrived is never said to have come before it did. */
    private void merge(long instant, int bytes) {
        merged = true;
        stamps[used - 2] += bytes;
        stamps[used - 1] += instant - lastStamp;
        lastStamp = instant;
    }

    /** The answer is complete, has failed, or was cancelled. */
    public void end() {
        end = end == UNSEEN ? clock.getAsLong() : end;
    }

    /** {@return the instants so far; start and end count as now if they were not marked} */
    public synchronized Times times() {
        start();
        end();
        return new Times(plan, permit, start, seen(sent), seen(head), seen(firstByte), end, due);
    }

    /** {@return bytes and nanoseconds since the previous stamp (the first: since the start), in turn, one pair a buffer} */
    public synchronized long[] stamps() {
        return Arrays.copyOf(stamps, used);
    }

    /** {@return whether buffers were put together, because there were so many} */
    public synchronized boolean merged() {
        return merged;
    }

    private static @Nullable Long seen(long instant) {
        return instant == UNSEEN ? null : instant;
    }
}
