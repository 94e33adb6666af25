package dev.promptmeter.run;

import org.jspecify.annotations.Nullable;

/** The cases that are new to this start of the program, each when it is due. Not thread-safe: guarded by the queue that it belongs to. */
final class FreshCases {

    private final CaseFeeder feeder;
    private final History history;
    private final Routes routes;
    private final @Nullable Timetable timetable;
    private final long lastStart;
    private @Nullable Pending upcoming;
    private long fed;
    private boolean dry;
    private volatile boolean abandoned;

    FreshCases(CaseFeeder feeder, History history, Routes routes, CaseQueue.Bounds bounds) {
        this.feeder = feeder;
        this.history = history;
        this.routes = routes;
        this.timetable = bounds.timetable();
        this.lastStart = bounds.lastStart();
    }

    /** {@return whether there may be one whose time has come, or almost} */
    boolean due(long now) throws InterruptedException {
        if (timetable == null) {
            return !dry;
        }
        upcoming = upcoming == null ? read(now) : upcoming;
        return wakesAt() <= now;
    }

    /** {@return the next one, without looking at its time; null if there is none} */
    @Nullable
    Pending take(long now) throws InterruptedException {
        Pending taken = upcoming == null ? read(now) : upcoming;
        upcoming = null;
        return taken;
    }

    /** {@return when to look again; {@link Breaker#NEVER} if none is due any more, or that depends on answers} */
    long wakesAt() {
        return upcoming == null || startOf(upcoming) >= lastStart
                ? Breaker.NEVER
                : startOf(upcoming) - Timetable.LEAD_NANOS;
    }

    /** {@return whether there are no more} */
    boolean dry() {
        return dry;
    }

    /** {@return whether one is left that is planned for later than anything may start} */
    boolean beyond() {
        return upcoming != null && startOf(upcoming) >= lastStart;
    }

    /** {@return whether one waits for its planned start} */
    boolean waits() {
        return upcoming != null;
    }

    private static long startOf(Pending planned) {
        StartGate start = planned.start();
        return start == null ? 0 : start.at();
    }

    private @Nullable Pending read(long now) throws InterruptedException {
        while (!dry && !abandoned) {
            Case asked = feeder.next();
            if (asked == null) {
                break;
            }
            fed++;
            History.Past past = history.of(asked.key());
            if (past.settled() != History.Settled.YES || asked.seat() != null) {
                return pending(asked, past, now);
            }
            if (timetable != null) {
                timetable.pass();
            }
        }
        dry = true;
        return null;
    }

    private Pending pending(Case asked, History.Past past, long now) {
        Pending pending = new Pending(asked, past);
        pending.passage().take(routes.first(pending));
        if (timetable != null) {
            pending.plan(timetable.next(now));
        }
        return pending;
    }

    /** Those that were never begun are not looked for any more. */
    void abandon() {
        abandoned = true;
    }

    /** {@return how many there were so far, those included that earlier starts have settled} */
    long fed() {
        return fed;
    }
}
