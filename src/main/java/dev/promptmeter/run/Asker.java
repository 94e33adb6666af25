package dev.promptmeter.run;

import dev.promptmeter.chat.Exchange;
import dev.promptmeter.chat.RecordedAnswer;
import dev.promptmeter.chat.Stopwatch;
import dev.promptmeter.chat.Times;
import org.jspecify.annotations.Nullable;

/** Makes one attempt after the other: sets money aside, records what is sent, and records what came. For one thread. */
final class Asker {

    private static final int LARGE = 1 << 20;

    private final RunContext context;
    private long freeSince;
    private Recorder.@Nullable Ticket unwritten;

    Asker(RunContext context) {
        this.context = context;
    }

    /** Whatever is asked next could have been asked from now on. */
    void free() {
        freeSince = context.ticker().nanos();
    }

    /**
     * {@return what came of another attempt}
     *
     * @throws NotAdmitted if it may not be made
     * @throws InterruptedException if it was broken off
     */
    Exchange ask(Pending pending) throws InterruptedException {
        Case asked = pending.asked();
        pending.reserve(context.spending().admit(asked));
        int number = pending.nextNumber();
        String id = context.requestIds().of(pending, number);
        var begun = new Attempt.Begun(number, id, pending.waitNanos());
        context.recorder().intent(intent(pending, begun));
        try {
            Stopwatch stopwatch = stopwatch(pending);
            ClockGap before = pending.begunAt(context.ticker());
            RecordedAnswer recorded = context.watched(
                    before.marked(asked.marked(asked.model().wire().endpoint().ask(asked.request(id), stopwatch))));
            return recorded.body().length < LARGE
                    ? kept(pending, begun, recorded)
                    : keptAlone(pending, begun, recorded);
        } catch (InterruptedException e) {
            context.brokenOff(pending, begun);
            throw e;
        }
    }

    /** A planned start is waited for here, where nothing is left to do but to send. */
    private Stopwatch stopwatch(Pending pending) throws InterruptedException {
        StartGate start = pending.startsByPlan() ? pending.start() : null;
        if (start != null) {
            start.await();
            return new Stopwatch(context.ticker()::nanos, start.at(), start.permit(), Times.Due.AS_PLANNED);
        }
        long now = context.ticker().nanos();
        long free = pending.judged() == null ? freeSince : now;
        return new Stopwatch(context.ticker()::nanos, pending.waited() ? pending.dueNanos() : free, now);
    }

    private Exchange kept(Pending pending, Attempt.Begun begun, RecordedAnswer recorded) throws InterruptedException {
        unwritten = context.recorder().answer(recorded);
        Exchange exchange = context.ended(pending, begun, recorded);
        context.cache().keep(pending, recorded, exchange, unwritten);
        return exchange;
    }

    /** Until it is on record and read it takes many times its size: several at once fill a small heap. */
    private Exchange keptAlone(Pending pending, Attempt.Begun begun, RecordedAnswer recorded)
            throws InterruptedException {
        context.largeAnswers().lock();
        try {
            return kept(pending, begun, recorded);
        } finally {
            context.largeAnswers().unlock();
        }
    }

    private static Intent intent(Pending pending, Attempt.Begun begun) {
        Case asked = pending.asked();
        return new Intent(
                asked.id(),
                asked.key(),
                begun.number(),
                begun.requestId(),
                begun.waitNanos(),
                pending.lastFailure(),
                asked.body(),
                pending.judged() == null ? null : pending.judged().about(),
                pending.reservedPico());
    }

    /** Returns once what came last is written. */
    void awaitWritten() throws InterruptedException {
        if (unwritten != null) {
            unwritten.await();
            unwritten = null;
        }
    }

    /**
     * Another attempt is made after so long.
     *
     * @param standing what stands in line until then
     * @param tried what is tried: the same, or what a judge is asked about it
     */
    void later(Pending standing, Pending tried, long waitNanos) throws InterruptedException {
        awaitWritten();
        long due = context.ticker().nanos() + waitNanos;
        tried.waitUntil(due, waitNanos);
        standing.waitUntil(due, waitNanos);
        context.queue().later(standing);
    }
}
