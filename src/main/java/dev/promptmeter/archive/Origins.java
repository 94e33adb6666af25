package dev.promptmeter.archive;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Carries the instants of records, which count from their own start of the program, over to one origin. */
final class Origins {

    private final List<JournalCourse.Opening> openings;
    private final Instant origin;

    /** Takes all starts in order, and the instant to count from. */
    Origins(List<JournalCourse.Opening> openings, Instant origin) {
        this.openings = openings;
        this.origin = origin;
    }

    /** {@return nanoseconds to add to the instants of the record at that position} */
    long shift(long position) {
        return Duration.between(origin, openings.get(startOf(position)).at()).toNanos();
    }

    /** {@return which start of the program, from 0, wrote the record at that position} */
    int startOf(long position) {
        int start = 0;
        for (int i = 1; i < openings.size() && openings.get(i).position() <= position; i++) {
            start = i;
        }
        return start;
    }
}
