package dev.promptmeter.run;

import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a run as a whole.
 *
 * @param nanos when, since the run's origin
 * @param kind what
 * @param lane where; null if it concerns the whole run
 * @param text one line for people
 * @param concurrency requests in flight at most from then on; null if that did not change
 * @param until from when on {@code lane} is open again as far as is known, since the run's origin; null unless it closed
 */
public record CourseEvent(
        long nanos,
        Kind kind,
        @Nullable String lane,
        String text,
        @Nullable Integer concurrency,
        @Nullable Long until) {

    /** What can happen. */
    public enum Kind {
        /** A lane waits, because it is asked to. */
        PAUSE,
        /** A breaker opened, closed, or gave up. */
        BREAKER,
        /** Another number of requests may be in flight. */
        CONCURRENCY,
        /** The retry budget is used up. */
        RETRIES,
        /** The wall clock and the run's own have parted. */
        CLOCK
    }
}
