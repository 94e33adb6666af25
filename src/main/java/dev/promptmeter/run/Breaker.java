package dev.promptmeter.run;

import dev.promptmeter.run.FailureRule.Sign;
import java.time.Duration;

/**
 * Keeps a lane from asking an endpoint that fails and fails: opens, then lets one request at a time find out whether it is well again.
 * Not thread-safe.
 */
final class Breaker {

    /** An instant that does not come by itself. */
    static final long NEVER = Long.MAX_VALUE;

    private static final int IN_A_ROW = 10;
    private static final int WINDOW = 40;
    private static final int HALF_OF_WINDOW = WINDOW / 2;
    private static final int MOST_PROBES = 3;
    private static final long WINDOW_BITS = (1L << WINDOW) - 1;
    private static final long OPEN_NANOS = Duration.ofSeconds(30).toNanos();

    private State state = State.CLOSED;
    private long opensAt;
    private int row;
    private long window;
    private int seen;
    private int failedProbes;

    /** What it lets through. */
    enum State {
        /** Everything. */
        CLOSED,
        /** Nothing, and in a while one request. */
        OPEN,
        /** Nothing: one request is finding out. */
        PROBING,
        /** Nothing any more. */
        OVER
    }

    State state() {
        return state;
    }

    /** {@return from when on the next request may begin; the past if it may at once, {@link #NEVER} if only an event changes that} */
    long startsAt() {
        return switch (state) {
            case CLOSED -> 0;
            case OPEN -> opensAt;
            case PROBING, OVER -> NEVER;
        };
    }

    /** A request begins. {@return whether it is the one that finds out} */
    boolean begin() {
        if (state == State.OPEN) {
            state = State.PROBING;
            return true;
        }
        return false;
    }

    /** A request is over that was to find out. */
    void probed(Sign sign, long now) {
        switch (sign) {
            case ANSWERED, WELL -> close();
            case UNREACHED, ILL, SILENT -> fail(now);
            case NONE -> reopen(now);
        }
    }

    private void close() {
        state = State.CLOSED;
        row = 0;
        window = 0;
        seen = 0;
        failedProbes = 0;
    }

    private void fail(long now) {
        failedProbes++;
        if (failedProbes == MOST_PROBES) {
            state = State.OVER;
        } else {
            reopen(now + OPEN_NANOS);
        }
    }

    private void reopen(long at) {
        state = State.OPEN;
        opensAt = at;
    }

    /** Any other request is over. What was begun before it opened tells it nothing. */
    void ended(Sign sign, long now) {
        if (state != State.CLOSED || sign == Sign.NONE) {
            return;
        }
        boolean ill = sign == Sign.ILL || sign == Sign.UNREACHED;
        row = ill ? row + 1 : sign == Sign.SILENT ? row : 0;
        window = (window << 1 | (ill ? 1 : 0)) & WINDOW_BITS;
        seen = Math.min(WINDOW, seen + 1);
        if (row >= IN_A_ROW || seen == WINDOW && Long.bitCount(window) >= HALF_OF_WINDOW) {
            reopen(now + OPEN_NANOS);
        }
    }
}
