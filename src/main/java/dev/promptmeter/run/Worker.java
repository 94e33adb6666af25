package dev.promptmeter.run;

import dev.promptmeter.chat.Answered;
import dev.promptmeter.chat.Exchange;
import dev.promptmeter.chat.Failed;
import dev.promptmeter.chat.RecordedAnswer;
import dev.promptmeter.chat.Stopwatch;
import dev.promptmeter.chat.WireRequest;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** One slot of a closed loop: asks the next case when the last one is final, and records everything in between. */
final class Worker implements Runnable {

    private final RunContext context;
    private final Contests contests;
    private long freeSince;
    private Recorder.@Nullable Ticket unwritten;

    Worker(RunContext context) {
        this.context = context;
        this.contests = new Contests(context);
    }

    @Override
    public void run() {
        try {
            work();
        } catch (InterruptedException e) {
            // The run is being aborted; what is in flight stays on record as begun.
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            context.crashed(e);
        }
    }

    private void work() throws InterruptedException {
        freeSince = context.ticker().nanos();
        for (Pending next = context.queue().take();
                next != null;
                next = context.queue().take()) {
            handleOrGiveBack(next);
            // An answer is on disk before its slot is used again.
            awaitWritten();
            freeSince = context.ticker().nanos();
        }
        context.noticeTime();
    }

    private void handleOrGiveBack(Pending pending) throws InterruptedException {
        try {
            handle(pending);
        } catch (NotAdmitted e) {
            context.withhold(pending, e);
        } catch (InterruptedException | UnrecordedException e) {
            // It has no result yet, and every repeat gets one.
            context.queue().later(pending);
            throw e;
        }
    }

    private void handle(Pending pending) throws InterruptedException {
        Case asked = pending.asked();
        if (pending.interview() != null) {
            hear(pending, pending.interview());
        } else if (pending.settled()) {
            lookOn(pending);
        } else if (asked.row().skip() != null || asked.row().options().providedOutput() != null) {
            concludeUnasked(pending);
        } else if (context.settledBefore(pending)) {
            conclude(pending);
        } else {
            attempt(pending);
        }
    }

    private void lookOn(Pending pending) {
        if (pending.asked().seat() != null) {
            contests.lookOn(pending, pending.asked().seat());
        }
        context.queue().done();
    }

    private void concludeUnasked(Pending pending) throws InterruptedException {
        Case asked = pending.asked();
        Interviews interviews = context.interviews(asked);
        if (interviews == null || asked.row().skip() != null) {
            context.record(Conclusions.withoutAsking(asked), asked);
        } else {
            interview(pending, Conclusions.unjudgedProvided(asked.id(), asked.row()), interviews);
        }
    }

    /** Its last exchange is final; an answer may still have to be shown to a judge. */
    private void conclude(Pending pending) throws InterruptedException {
        Case asked = pending.asked();
        Interviews interviews = context.interviews(asked);
        if (interviews != null && pending.last() instanceof Answered answered) {
            interview(pending, Conclusions.unjudged(asked.id(), asked.row(), answered, pending.tried()), interviews);
        } else {
            contests.without(pending);
            context.conclude(pending);
        }
    }

    private void interview(Pending pending, CaseResult unjudged, Interviews interviews) throws InterruptedException {
        if (pending.asked().seat() != null) {
            compare(pending, unjudged, pending.asked().seat());
            return;
        }
        Interview interview = interviews.about(pending.asked(), unjudged);
        if (interview == null) {
            context.record(interviews.spared(pending.asked(), unjudged), pending.asked());
            return;
        }
        context.judged(pending.asked());
        // Whatever becomes of the judge, the answer is on disk.
        awaitWritten();
        pending.begin(interview);
        hear(pending, interview);
    }

    private void compare(Pending pending, CaseResult unjudged, Seat seat) throws InterruptedException {
        awaitWritten();
        pending.answered(unjudged);
        if (contests.come(pending, seat) && pending.interview() != null) {
            hear(pending, pending.interview());
        }
    }

    /** Asks the judge until every question has its reply, or until one has to wait for its next attempt. */
    private void hear(Pending pending, Interview interview) throws InterruptedException {
        for (JudgeCall call = interview.open(); call != null; call = interview.open()) {
            RetryRule.Decision.Again again = put(call);
            if (again != null) {
                later(pending, call, again.waitNanos());
                return;
            }
        }
        if (pending.asked().seat() != null) {
            contests.heard(pending, pending.asked().seat());
        } else {
            context.record(interview.result(), pending.asked());
        }
    }

    /** Makes one attempt. {@return when to make another, if it has to be waited for; null if it is over or can be made at once} */
    RetryRule.Decision.@Nullable Again put(JudgeCall call) throws InterruptedException {
        Exchange exchange = attempt(call);
        if (exchange instanceof Answered answered) {
            call.answered(answered);
        } else if (exchange instanceof Failed failed) {
            if (context.retryRule().decide(call.tries(), failed) instanceof RetryRule.Decision.Again again) {
                return again;
            }
            call.failed(failed);
        }
        return null;
    }

    private void later(Pending pending, JudgeCall call, long waitNanos) throws InterruptedException {
        awaitWritten();
        long due = context.ticker().nanos() + waitNanos;
        call.tries().waitUntil(due, waitNanos);
        pending.waitUntil(due, waitNanos);
        context.queue().later(pending);
    }

    /** {@return what came of one attempt; null if it may not be made} */
    private @Nullable Exchange attempt(JudgeCall call) throws InterruptedException {
        context.requireTime();
        Pending tries = call.tries();
        Interviews interviews = context.interviews();
        JudgeBudget budget = interviews.budget(call);
        Long reserved = budget.reserve(tries.asked().body());
        if (reserved == null) {
            call.refused(budget.spent());
            return null;
        }
        interviews.permits().acquire();
        try {
            Exchange exchange = askPermitted(tries);
            budget.settle(reserved, tries.tried().get(tries.attempts() - 1).cost());
            return exchange;
        } finally {
            interviews.permits().release();
        }
    }

    private void attempt(Pending pending) throws InterruptedException {
        follow(pending, askPermitted(pending));
    }

    private Exchange askPermitted(Pending pending) throws InterruptedException {
        pending.reserve(context.spending().admit(pending.asked()));
        Semaphore permits = context.permits(pending.asked().model());
        permits.acquire();
        try {
            return ask(pending);
        } finally {
            permits.release();
        }
    }

    private Exchange ask(Pending pending) throws InterruptedException {
        Case asked = pending.asked();
        int number = pending.nextNumber();
        String id = context.requestIds().of(pending, number);
        var begun = new Attempt.Begun(number, id, pending.waitNanos());
        context.recorder().intent(intent(pending, begun));
        long now = context.ticker().nanos();
        long free = pending.judged() == null ? freeSince : now;
        Stopwatch stopwatch = new Stopwatch(context.ticker()::nanos, pending.waited() ? pending.dueNanos() : free, now);
        boolean stream = asked.model().delivery() == Model.Delivery.STREAM;
        try {
            RecordedAnswer recorded =
                    asked.model().wire().endpoint().ask(new WireRequest(id, asked.body(), stream), stopwatch);
            unwritten = context.recorder().answer(recorded);
            return context.ended(pending, begun, recorded);
        } catch (InterruptedException e) {
            context.brokenOff(pending, begun);
            throw e;
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

    private void follow(Pending pending, Exchange exchange) throws InterruptedException {
        if (exchange instanceof Answered) {
            context.guard().answered();
            conclude(pending);
            return;
        }
        RetryRule.Decision decision = context.retryRule().decide(pending, (Failed) exchange);
        if (decision instanceof RetryRule.Decision.Again again) {
            awaitWritten();
            pending.waitUntil(context.ticker().nanos() + again.waitNanos(), again.waitNanos());
            context.queue().later(pending);
            return;
        }
        if (decision instanceof RetryRule.Decision.TooLong) {
            context.stop(StopTexts.waitTooLong((Failed) exchange));
        }
        context.guard().failed((Failed) exchange).ifPresent(context::stop);
        contests.without(pending);
        context.conclude(pending);
    }

    private void awaitWritten() throws InterruptedException {
        if (unwritten != null) {
            unwritten.await();
            unwritten = null;
        }
    }
}
