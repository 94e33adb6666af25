package dev.promptmeter.run;

import java.time.Duration;

/**
 * The waits that an endpoint asks its lane for. When one is over the lane reopens gradually, so that those who waited do not all come at
 * once. Not thread-safe.
 */
final class LaneWait {

    private static final long STEP_NANOS = Duration.ofMillis(50).toNanos();

    private final int full;
    private long opensAt;
    private int begun;

    /** Open. {@code full} requests have to begin after a wait until it is fully open again. */
    LaneWait(int full) {
        this.full = full;
        this.begun = full;
    }

    /** Closes until then, or longer if it is closed for longer already. */
    void close(long until) {
        opensAt = Math.max(opensAt, until);
        begun = 0;
    }

    /** {@return from when on the next request may begin; the past if it may at once} */
    long startsAt() {
        return opensAt;
    }

    /** A request begins. */
    void begin(long now) {
        if (begun < full) {
            begun++;
            opensAt = begun < full ? now + STEP_NANOS : now;
        }
    }
}
