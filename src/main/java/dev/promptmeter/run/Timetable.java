package dev.promptmeter.run;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When each case of an open loop is due, in the order in which they are sent. The plan begins at once, or goes on where the
 * first case is asked that has no result yet; from then on nothing
 * that happens changes the plan. Not thread-safe: guarded by the queue that it belongs to.
 */
final class Timetable {

    /** So early a request is got ready, so that nothing but sending is left at its instant. */
    static final long LEAD_NANOS = Duration.ofMillis(5).toNanos();

    private final Arrivals.Instants instants;
    private final long shedAfter;
    private @Nullable Long origin;
    private boolean passed;

    private Timetable(Load.Open load, @Nullable Shard shard) {
        this.instants = load.arrivals().instants(shard);
        this.shedAfter =
                load.shedAfter() == null ? Long.MAX_VALUE : load.shedAfter().toNanos();
    }

    /** {@return the timetable of that plan's load; null for one that is not planned ahead} */
    static @Nullable Timetable of(RunPlan plan) {
        return plan.load() instanceof Load.Open open ? new Timetable(open, plan.shard()) : null;
    }

    /** A case is passed over, because an earlier start has its result. */
    void pass() {
        instants.next();
        passed = true;
    }

    /** {@return the start of the next case} */
    StartGate next(long now) {
        long instant = instants.next();
        // A shard's first start may be later than that of the plan, and keeps its place among those of the others.
        origin = origin == null ? now + LEAD_NANOS - (passed ? instant : 0) : origin;
        return new StartGate(instant > Long.MAX_VALUE - Math.max(0, origin) ? Long.MAX_VALUE : origin + instant);
    }

    /** {@return whether it is so late that it is given up} */
    boolean sheds(StartGate start, long now) {
        return now - start.at() > shedAfter;
    }
}
