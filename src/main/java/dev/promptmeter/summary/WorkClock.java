package dev.promptmeter.summary;

import java.util.ArrayList;
import java.util.List;

/** A run's time without the stretches in which no program was at work on it, so that a night between two starts is no part of a rate. */
public final class WorkClock {

    /** The program was never away. */
    public static final WorkClock STEADY = new WorkClock(List.of());

    private final List<Absence> absences;

    /**
     * No program was at work.
     *
     * @param from nanoseconds since the run's first origin
     * @param to likewise, not before {@code from}
     */
    public record Absence(long from, long to) {

        private long before(long instant) {
            return Math.max(0, Math.min(instant, to) - from);
        }
    }

    /** Takes the stretches that do not count; no two of them overlap. */
    public WorkClock(List<Absence> absences) {
        this.absences = new ArrayList<>(absences);
    }

    /** {@return the time worked until that instant, nanoseconds; both count from the run's first origin} */
    long at(long instant) {
        long worked = instant;
        for (int i = 0; i < absences.size(); i++) {
            worked -= absences.get(i).before(instant);
        }
        return worked;
    }
}
