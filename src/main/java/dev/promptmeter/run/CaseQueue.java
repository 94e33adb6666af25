package dev.promptmeter.run;

import dev.promptmeter.run.Route.Turn;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Hands out work that may begin: a retry whose time has come before a new case. What waits holds no thread; while as many wait as there
 * are slots, no new case starts. Safe for many threads.
 */
final class CaseQueue {

    private final FreshCases fresh;
    private final Ticker ticker;
    private final Bounds bounds;
    private final Routes routes;
    private final Ceiling ceiling;
    private final WaitingLine waiting;
    private final Set<Pending> parked = new LinkedHashSet<>();
    private int inFlight;
    private volatile boolean closed;
    private volatile boolean late;

    /**
     * What work is bounded by.
     *
     * @param slots how many may wait before no new case starts
     * @param lastStart nanoseconds of the run from which on nothing starts
     * @param ceiling how many may be in flight
     * @param timetable when each case is due; null where that depends on answers
     */
    record Bounds(
            int slots,
            long lastStart,
            Ceiling ceiling,
            @Nullable Timetable timetable) {}

    CaseQueue(CaseFeeder feeder, Runner.Surroundings surroundings, Routes routes, Bounds bounds) {
        this.fresh = new FreshCases(feeder, surroundings.history(), routes, bounds);
        this.ticker = surroundings.ticker();
        this.routes = routes;
        this.bounds = bounds;
        this.ceiling = bounds.ceiling();
        this.waiting = new WaitingLine(routes.all());
    }

    /** {@return the next thing to do, after waiting for it if need be; null when there is nothing left to do, or it may not be done} */
    synchronized @Nullable Pending take() throws InterruptedException {
        while (!closed) {
            Pending next = poll();
            if (next != null) {
                return next;
            }
            if (closed || finished()) {
                break;
            }
            pause(wakesAt());
        }
        notifyAll();
        return null;
    }

    /** {@return the next thing to do; null if there is none just now} What is due in a moment may be got ready. */
    synchronized @Nullable Pending poll() throws InterruptedException {
        long now = ticker.nanos();
        Pending next = closed || !ceiling.admits(inFlight) ? null : next(now);
        if (tooLate(next, now) || next == null) {
            return null;
        }
        inFlight++;
        if (bounds.timetable() != null && next.startsByPlan()) {
            grant(next, bounds.timetable(), now);
        }
        return next;
    }

    private void grant(Pending next, Timetable timetable, long now) {
        StartGate start = Objects.requireNonNull(next.start());
        start.grant(now);
        if (timetable.sheds(start, now) && next.asked().asks()) {
            start.miss();
            next.passage().route().end(next, now);
            next.passage().take(routes.free());
        }
    }

    private boolean finished() {
        boolean idle = inFlight == 0 && waiting.isEmpty();
        if (idle && fresh.beyond()) {
            late = true;
            closed = true;
        }
        return idle && (fresh.dry() || closed);
    }

    private long wakesAt() {
        if (!ceiling.admits(inFlight)) {
            return Breaker.NEVER;
        }
        long at = waiting.isEmpty() ? Breaker.NEVER : waiting.wakesAt();
        return waiting.size() < bounds.slots() ? Math.min(at, fresh.wakesAt()) : at;
    }

    /** {@return whether it may not begin any more: the run was stopped in the meantime, or its time is over} */
    private boolean tooLate(@Nullable Pending next, long now) {
        // A run that has done everything is not late, whatever the time.
        late |= now >= bounds.lastStart() && (next != null || fresh.waits() || !waiting.isEmpty());
        if (late) {
            // Not closed |= late: whoever closes holds no lock, and its mark would be lost between the reading and the
            // writing.
            closed = true;
        }
        if (closed && next != null) {
            next.passage().route().end(next, now);
            waiting.hold(next, Turn.BEGUN);
        }
        return closed;
    }

    private @Nullable Pending next(long now) throws InterruptedException {
        Pending next = waiting.isEmpty() ? null : waiting.next(now);
        while (next == null && waiting.size() < bounds.slots() && fresh.due(now)) {
            next = admitted(fresh.take(now), now);
        }
        return next;
    }

    private @Nullable Pending admitted(@Nullable Pending pending, long now) {
        if (pending == null || pending.passage().route().startsAt(pending) > now) {
            if (pending != null) {
                waiting.hold(pending, Turn.FRESH);
            }
            return null;
        }
        pending.passage().route().begin(pending, now);
        return pending;
    }

    private void pause(long until) throws InterruptedException {
        long soonest = waiting.isEmpty() ? until : Math.min(until, bounds.lastStart());
        if (soonest == Breaker.NEVER) {
            ticker.waitOn(this);
            return;
        }
        long nanos = soonest - ticker.nanos();
        if (nanos > 0) {
            ticker.waitOn(this, nanos);
        }
    }

    /** A repeat has its result. */
    synchronized void done(Pending pending) {
        back(pending);
        notifyAll();
    }

    private void back(Pending pending) {
        inFlight--;
        free(pending);
    }

    private void free(Pending pending) {
        long now = ticker.nanos();
        if (pending.passage().untold() != null) {
            routes.hear(pending.passage().untold());
            ceiling.ended(pending, pending.passage().untold(), now);
        }
        pending.passage().route().end(pending, now);
    }

    /** A repeat is to be tried again when its time has come. */
    synchronized void later(Pending pending) {
        back(pending);
        waiting.rest(pending);
        notifyAll();
    }

    /** A repeat goes on another way. {@return whether it may at once; if not, it waits for its turn} */
    synchronized boolean goOn(Pending pending, Route route) {
        free(pending);
        pending.passage().take(route);
        long now = ticker.nanos();
        notifyAll();
        if (!closed && route.over() == null && ceiling.admits(inFlight - 1) && route.startsAt(pending) <= now) {
            route.begin(pending, now);
            return true;
        }
        inFlight--;
        waiting.hold(pending, Turn.BEGUN);
        return false;
    }

    /** A request outside the run's repeats goes its way, after waiting for it if need be. {@return whether it may; not if never} */
    synchronized boolean enter(Pending pending) throws InterruptedException {
        Route route = pending.passage().route();
        while (!closed && route.startsAt(pending) > ticker.nanos()) {
            pause(route.startsAt(pending));
        }
        if (!closed) {
            route.begin(pending, ticker.nanos());
        }
        return !closed && pending.passage().leftOut() == null;
    }

    /** Such a request is back. */
    synchronized void leave(Pending pending) {
        pending.passage().route().end(pending, ticker.nanos());
        notifyAll();
    }

    /** The lane of that repeat sends nothing for so long. */
    synchronized void pause(Pending pending, long nanos) {
        pending.passage().route().pause(nanos, ceiling.limit(), ticker.nanos());
    }

    /** The lane of that repeat sends nothing more. */
    synchronized void end(Pending pending, Stop reason) {
        Lane lane = pending.passage().route().lane();
        if (lane != null) {
            lane.end(reason, ticker.nanos());
            notifyAll();
        }
    }

    /** A repeat waits for others, the last of which has it released or takes it back. */
    synchronized void park(Pending pending) {
        back(pending);
        pending.passage().take(routes.free());
        parked.add(pending);
        notifyAll();
    }

    /** Those of them that are parked can go on. */
    synchronized void release(Collection<Pending> some) {
        some.stream().filter(parked::remove).forEach(each -> {
            each.passage().take(routes.next(each));
            waiting.hold(each, Turn.BEGUN);
        });
        notifyAll();
    }

    /** If it is parked, whoever calls goes on with it. */
    synchronized void takeBack(Pending pending) {
        inFlight += parked.remove(pending) ? 1 : 0;
    }

    /** {@return whether nothing more is to be started, be it that the time is over} */
    boolean closing() {
        return closed || ticker.nanos() >= bounds.lastStart();
    }

    /** Nothing more is handed out. */
    void close() {
        // First the mark, then the lock: who holds the lock may be looking for work for a long time.
        closed = true;
        wakeAll();
    }

    /** Nothing more is handed out, and what was never begun is not looked for any more. */
    void abandon() {
        fresh.abandon();
        close();
    }

    private synchronized void wakeAll() {
        notifyAll();
    }

    /** {@return whether something was left because its time was over} */
    boolean late() {
        return late;
    }

    /** {@return why nothing more is sent to one of the endpoints; null if to all of them something may be} */
    synchronized @Nullable Stop over() {
        return routes.over();
    }

    /** {@return how many repeats there were so far, those included that earlier starts have settled} */
    synchronized long fed() {
        return fresh.fed();
    }

    /** {@return the next repeat that was waiting or never begun, or null after the last; for a run that was closed early} */
    synchronized @Nullable Pending leftOver() throws InterruptedException {
        Pending first = waiting.isEmpty() ? firstParked() : waiting.any();
        return first != null ? first : fresh.take(ticker.nanos());
    }

    private @Nullable Pending firstParked() {
        Iterator<Pending> rest = parked.iterator();
        Pending first = rest.hasNext() ? rest.next() : null;
        parked.remove(first);
        return first;
    }
}
