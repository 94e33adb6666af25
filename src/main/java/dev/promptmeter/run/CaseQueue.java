package dev.promptmeter.run;

import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Hands out work: a retry whose time has come before a new case. A waiting retry holds no thread; while as many wait as there are
 * slots, no new case starts. Safe for many threads.
 */
final class CaseQueue {

    private final CaseFeeder feeder;
    private final History history;
    private final Ticker ticker;
    private final Bounds bounds;
    private final PriorityQueue<Pending> waiting = new PriorityQueue<>(Comparator.comparingLong(Pending::dueNanos));
    private final Set<Pending> parked = new LinkedHashSet<>();
    private int inFlight;
    private long fed;
    private boolean dry;
    private volatile boolean closed;
    private volatile boolean late;
    private volatile boolean abandoned;

    /**
     * What work is bounded by.
     *
     * @param slots how many retries may wait before no new case starts
     * @param lastStart nanoseconds of the run from which on nothing starts
     */
    record Bounds(int slots, long lastStart) {}

    CaseQueue(CaseFeeder feeder, History history, Ticker ticker, Bounds bounds) {
        this.feeder = feeder;
        this.history = history;
        this.ticker = ticker;
        this.bounds = bounds;
    }

    /** {@return the next thing to do, after waiting for it if need be; null when there is nothing left to do, or it may not be done} */
    synchronized @Nullable Pending take() throws InterruptedException {
        while (!closed) {
            Pending next = next();
            if (tooLate(next)) {
                break;
            }
            if (next != null) {
                inFlight++;
                return next;
            }
            if (dry && inFlight == 0 && waiting.isEmpty()) {
                break;
            }
            pause();
        }
        notifyAll();
        return null;
    }

    /** A run that has done everything is not late, whatever the time. */
    private boolean tooLate(@Nullable Pending next) {
        if (ticker.nanos() < bounds.lastStart() || next == null && waiting.isEmpty()) {
            return false;
        }
        if (next != null) {
            waiting.add(next);
        }
        late = true;
        closed = true;
        return true;
    }

    private @Nullable Pending next() throws InterruptedException {
        Pending first = waiting.peek();
        if (first != null && first.dueNanos() <= ticker.nanos()) {
            return waiting.poll();
        }
        return dry || waiting.size() >= bounds.slots() ? null : fresh();
    }

    private @Nullable Pending fresh() throws InterruptedException {
        while (!abandoned) {
            Case asked = feeder.next();
            if (asked == null) {
                break;
            }
            fed++;
            History.Past past = history.of(asked.key());
            if (past.settled() == History.Settled.NO || asked.seat() != null) {
                return new Pending(asked, past);
            }
        }
        dry = true;
        return null;
    }

    private void pause() throws InterruptedException {
        Pending first = waiting.peek();
        if (first == null) {
            wait();
            return;
        }
        long nanos = Math.min(first.dueNanos(), bounds.lastStart()) - ticker.nanos();
        if (nanos > 0) {
            ticker.waitOn(this, nanos);
        }
    }

    /** A repeat has its result. */
    synchronized void done() {
        inFlight--;
        notifyAll();
    }

    /** A repeat is to be tried again when its time has come. */
    synchronized void later(Pending pending) {
        inFlight--;
        waiting.add(pending);
        notifyAll();
    }

    /** A repeat waits for others, the last of which has it released or takes it back. */
    synchronized void park(Pending pending) {
        inFlight--;
        parked.add(pending);
        notifyAll();
    }

    /** Those of them that are parked can go on. */
    synchronized void release(Collection<Pending> some) {
        some.stream().filter(parked::remove).forEach(waiting::add);
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
        abandoned = true;
        close();
    }

    private synchronized void wakeAll() {
        notifyAll();
    }

    /** {@return whether something was left because its time was over} */
    boolean late() {
        return late;
    }

    /** {@return how many repeats there were so far, those included that earlier starts have settled} */
    synchronized long fed() {
        return fed;
    }

    /** {@return the next repeat that was waiting or never begun, or null after the last; for a run that was closed early} */
    synchronized @Nullable Pending leftOver() throws InterruptedException {
        Pending first = waiting.isEmpty() ? firstParked() : waiting.poll();
        return first != null ? first : dry ? null : fresh();
    }

    private @Nullable Pending firstParked() {
        Iterator<Pending> rest = parked.iterator();
        Pending first = rest.hasNext() ? rest.next() : null;
        parked.remove(first);
        return first;
    }
}
