package dev.promptmeter.run;

import dev.promptmeter.chat.Answered;
import dev.promptmeter.chat.Exchange;
import dev.promptmeter.chat.Failed;
import dev.promptmeter.chat.RecordedAnswer;
import dev.promptmeter.chat.Stopwatch;
import dev.promptmeter.chat.WireRequest;
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
            context.traffic().recordTo(context.recorder());
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
        if (pending.passage().leftOut() != null) {
            leaveOut(pending);
        } else if (pending.interview() != null) {
            hear(pending, pending.interview());
        } else if (pending.settled()) {
            lookOn(pending);
        } else if (asked.row().skip() != null || asked.row().options().providedOutput() != null) {
            concludeUnasked(pending);
        } else if (context.replay().settles(pending)
                || context.cache().answers(pending)
                || context.traffic().overdue(pending)) {
            conclude(pending);
        } else if (context.cache().leavesOut()) {
            contests.missing(pending);
            context.record(Conclusions.skipped(asked.id(), asked.row(), AnswerCache.MISSED), pending);
        } else if (mayBeSent(pending)) {
            follow(pending, ask(pending));
        }
    }

    private void leaveOut(Pending pending) {
        if (pending.interview() == null) {
            contests.without(pending);
        }
        context.leaveOut(pending);
    }

    /** What was begun in an earlier start has come here freely: it might have been settled there. */
    private boolean mayBeSent(Pending pending) {
        return pending.passage().route().lane() != null
                || context.queue()
                        .goOn(
                                pending,
                                context.traffic().routes().of(pending.asked().model()));
    }

    private void lookOn(Pending pending) {
        if (pending.asked().seat() != null) {
            contests.lookOn(pending, pending.asked().seat());
        }
        context.queue().done(pending);
    }

    private void concludeUnasked(Pending pending) throws InterruptedException {
        Case asked = pending.asked();
        Interviews interviews = context.interviews(asked);
        if (interviews == null || asked.row().skip() != null) {
            context.record(Conclusions.withoutAsking(asked), pending);
        } else {
            interview(pending, Conclusions.unjudgedProvided(asked.id(), asked.row()), interviews);
        }
    }

    /** Its last exchange is final; an answer may still have to be shown to a judge. */
    private void conclude(Pending pending) throws InterruptedException {
        Case asked = pending.asked();
        Interviews interviews = context.interviews(asked);
        if (interviews != null && pending.last() instanceof Answered answered) {
            interview(pending, pending.unjudged(answered), interviews);
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
            context.record(interviews.spared(pending.asked(), unjudged), pending);
            return;
        }
        context.judged(pending.asked());
        // Whatever becomes of the judge, the answer is on disk.
        awaitWritten();
        pending.begin(interview);
        meet(pending, interview);
    }

    private void compare(Pending pending, CaseResult unjudged, Seat seat) throws InterruptedException {
        awaitWritten();
        pending.answered(unjudged);
        if (contests.come(pending, seat) && pending.interview() != null) {
            meet(pending, pending.interview());
        }
    }

    /** Goes over to the judge. */
    private void meet(Pending pending, Interview interview) throws InterruptedException {
        JudgeCall call = interview.open();
        if (call == null || goesOn(pending, call)) {
            hear(pending, interview);
        }
    }

    private boolean goesOn(Pending pending, JudgeCall call) {
        return context.queue().goOn(pending, context.traffic().routes().of(call));
    }

    /** Asks the judge, to whom the way is free, until every question has its reply or one has to wait. */
    private void hear(Pending pending, Interview interview) throws InterruptedException {
        JudgeCall call = interview.open();
        while (call != null) {
            RetryRule.Decision.Again again = put(pending, call);
            if (again != null) {
                later(pending, call, again.waitNanos());
                return;
            }
            call = interview.open();
            if (call != null && !goesOn(pending, call)) {
                return;
            }
        }
        if (pending.asked().seat() != null) {
            contests.heard(pending, pending.asked().seat());
        } else {
            context.record(interview.result(), pending);
        }
    }

    /**
     * Makes one attempt. {@return when to make another, if it has to be waited for; null if it is over or can be made at once}
     *
     * @param standing what stands in line for the judge
     */
    RetryRule.Decision.@Nullable Again put(Pending standing, JudgeCall call) throws InterruptedException {
        call.tries().waitedWith(standing);
        Exchange exchange = attempt(call);
        if (exchange != null) {
            standing.passage().tell(exchange);
        }
        if (exchange instanceof Answered answered) {
            context.traffic().earned();
            context.interviews().answered(call, answered);
        } else if (exchange instanceof Failed failed) {
            if (context.traffic().decide(standing, call.tries(), failed) instanceof RetryRule.Decision.Again again) {
                return again;
            }
            context.interviews().failed(call, failed).ifPresent(context::stop);
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
        if (context.cache().leavesOut()) {
            call.forgone();
            return null;
        }
        Pending tries = call.tries();
        Interviews interviews = context.interviews();
        JudgeBudget budget = interviews.budget(call);
        Long reserved = budget.reserve(tries.asked().body());
        if (reserved == null) {
            call.refused(budget.spent());
            return null;
        }
        Exchange exchange = ask(tries);
        budget.settle(reserved, tries.tried().get(tries.attempts() - 1).cost());
        return exchange;
    }

    private Exchange ask(Pending pending) throws InterruptedException {
        Case asked = pending.asked();
        pending.reserve(context.spending().admit(asked));
        int number = pending.nextNumber();
        String id = context.requestIds().of(pending, number);
        var begun = new Attempt.Begun(number, id, pending.waitNanos());
        context.recorder().intent(intent(pending, begun));
        long now = context.ticker().nanos();
        long free = pending.judged() == null ? freeSince : now;
        Stopwatch stopwatch = new Stopwatch(context.ticker()::nanos, pending.waited() ? pending.dueNanos() : free, now);
        boolean stream = asked.model().delivery() == Model.Delivery.STREAM;
        try {
            RecordedAnswer recorded = context.clocks()
                    .ask(asked.model().wire().endpoint(), new WireRequest(id, asked.body(), stream), stopwatch);
            unwritten = context.recorder().answer(recorded);
            Exchange exchange = context.ended(pending, begun, recorded);
            context.cache().keep(pending, recorded, exchange, unwritten);
            return exchange;
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
            context.traffic().earned();
            conclude(pending);
            return;
        }
        if (context.traffic().decide(pending, pending, (Failed) exchange) instanceof RetryRule.Decision.Again again) {
            awaitWritten();
            pending.waitUntil(context.ticker().nanos() + again.waitNanos(), again.waitNanos());
            context.queue().later(pending);
            return;
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
