package dev.promptmeter.run;

import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Hands out work: a retry whose time has come before a new case. A waiting retry holds no thread; while as many wait as there are
 * slots, no new case starts.
 */
final class CaseQueue {

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final CaseSource source;
    private final History history;
    private final Ticker ticker;
    private final int slots;
    private final PriorityQueue<Pending> waiting = new PriorityQueue<>(Comparator.comparingLong(Pending::dueNanos));
    private int inFlight;
    private boolean closed;
    private boolean dry;
    private long settledBefore;

    CaseQueue(CaseSource source, History history, Ticker ticker, int slots) {
        this.source = source;
        this.history = history;
        this.ticker = ticker;
        this.slots = slots;
    }

    /** {@return the next thing to do, after waiting for it if need be; null when there is nothing left to do} */
    synchronized @Nullable Pending take() throws InterruptedException {
        while (!closed) {
            Pending next = next();
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

    private @Nullable Pending next() {
        Pending first = waiting.peek();
        if (first != null && first.dueNanos() <= ticker.nanos()) {
            return waiting.poll();
        }
        return dry || waiting.size() >= slots ? null : fresh();
    }

    private @Nullable Pending fresh() {
        for (Case asked = source.next(); asked != null; asked = source.next()) {
            History.Past past = history.of(asked.key());
            if (past.settled() == History.Settled.NO) {
                return new Pending(asked, past);
            }
            settledBefore++;
        }
        dry = true;
        return null;
    }

    private void pause() throws InterruptedException {
        Pending first = waiting.peek();
        if (first == null) {
            wait();
        } else {
            long nanos = first.dueNanos() - ticker.nanos();
            if (nanos > 0) {
                wait(nanos / NANOS_PER_MILLI + 1);
            }
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

    /** Nothing more is handed out. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    /** {@return the next repeat that was waiting or never begun, or null after the last; for a run that was closed early} */
    synchronized @Nullable Pending leftOver() {
        Pending first = waiting.poll();
        return first != null ? first : dry ? null : fresh();
    }

    /** {@return how many repeats had their result before this start} */
    synchronized long settledBefore() {
        return settledBefore;
    }
}
