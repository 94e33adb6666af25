package dev.promptmeter.run;

import java.time.Duration;

/**
 * The waits that an endpoint asks its lane for. When one is over the lane reopens gradually, so that those who waited do not all come at
 * once. Not thread-safe.
 */
final class LaneWait {

    private static final long STEP_NANOS = Duration.ofMillis(50).toNanos();

    private long opensAt;
    private int oneByOne;

    /**
     * Closes until then, or longer if it is closed for longer already.
     *
     * @param before requests that were in flight at most: so many begin one by one until it is fully open again
     */
    void close(long until, int before) {
        opensAt = Math.max(opensAt, until);
        oneByOne = before;
    }

    /** {@return from when on the next request may begin; the past if it may at once} */
    long startsAt() {
        return opensAt;
    }

    /** {@return when those who waited have all begun, if there are so many} */
    long opensFully() {
        return opensAt + oneByOne * STEP_NANOS;
    }

    /** A request begins. */
    void begin(long now) {
        if (oneByOne > 0) {
            oneByOne--;
            opensAt = oneByOne > 0 ? now + STEP_NANOS : now;
        }
    }
}
