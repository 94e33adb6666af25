package dev.promptmeter.run;

import dev.promptmeter.chat.Answered;
import dev.promptmeter.chat.Exchange;
import dev.promptmeter.chat.Failed;

/** One slot: takes the next case when the last one is final, and records everything in between. */
final class Worker implements Runnable {

    private final RunContext context;
    private final WorkSource source;
    private final Asker asker;
    private final Hearing hearing;
    private final Contests contests;

    Worker(RunContext context, WorkSource source) {
        this.context = context;
        this.source = source;
        this.asker = new Asker(context);
        this.hearing = new Hearing(context, asker);
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
        asker.free();
        for (Pending next = source.take(); next != null; next = source.take()) {
            handleOrGiveBack(next);
            // An answer is on disk before its slot is used again.
            asker.awaitWritten();
            context.traffic().recordTo(context.recorder());
            asker.free();
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
        } else if (pending.start() != null && pending.start().missed()) {
            contests.without(pending);
            context.record(Conclusions.shed(asked, pending.start().at()), pending);
        } else if (pending.interview() != null) {
            hearing.hear(pending, pending.interview());
        } else if (pending.settled()) {
            lookOn(pending);
        } else if (!asked.asks()) {
            concludeUnasked(pending);
        } else if (context.replay().settles(pending)
                || context.cache().answers(pending)
                || context.traffic().overdue(pending)) {
            conclude(pending);
        } else if (context.cache().leavesOut()) {
            contests.missing(pending);
            context.record(Conclusions.skipped(asked.id(), asked.row(), AnswerCache.MISSED), pending);
        } else if (mayBeSent(pending)) {
            follow(pending, asker.ask(pending));
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
            hearing.begin(pending, Conclusions.unjudgedProvided(asked.id(), asked.row()), interviews);
        }
    }

    /** Its last exchange is final; an answer may still have to be shown to a judge. */
    private void conclude(Pending pending) throws InterruptedException {
        Case asked = pending.asked();
        Interviews interviews = context.interviews(asked);
        if (interviews != null && pending.last() instanceof Answered) {
            hearing.begin(pending, Conclusions.unjudged(asked.id(), asked.row(), pending.tries()), interviews);
        } else {
            contests.without(pending);
            context.conclude(pending);
        }
    }

    private void follow(Pending pending, Exchange exchange) throws InterruptedException {
        if (exchange instanceof Answered) {
            context.guard().answered();
            context.traffic().earned();
            conclude(pending);
            return;
        }
        if (context.traffic().decide(pending, pending, (Failed) exchange) instanceof RetryRule.Decision.Again again) {
            asker.later(pending, pending, again.waitNanos());
            return;
        }
        context.guard().failed((Failed) exchange).ifPresent(context::stop);
        contests.without(pending);
        context.conclude(pending);
    }
}
