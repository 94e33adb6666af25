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
    private long freeSince;
    private Recorder.@Nullable Ticket unwritten;

    Worker(RunContext context) {
        this.context = context;
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
        } catch (InterruptedException e) {
            // It has no result yet, and every repeat gets one.
            context.queue().later(pending);
            throw e;
        }
    }

    private void handle(Pending pending) throws InterruptedException {
        Case asked = pending.asked();
        if (asked.row().skip() != null || asked.row().options().providedOutput() != null) {
            context.record(Conclusions.withoutAsking(asked), asked);
        } else if (context.settledBefore(pending)) {
            context.conclude(pending);
        } else {
            attempt(pending);
        }
    }

    private void attempt(Pending pending) throws InterruptedException {
        Semaphore permits = context.permits(pending.asked().model());
        permits.acquire();
        Exchange exchange;
        try {
            exchange = ask(pending);
        } finally {
            permits.release();
        }
        follow(pending, exchange);
    }

    private Exchange ask(Pending pending) throws InterruptedException {
        Case asked = pending.asked();
        int number = pending.nextNumber();
        String id = context.requestIds().of(asked.key(), asked.id().repeat(), number);
        var begun = new Attempt.Begun(number, id, pending.waitNanos());
        context.recorder()
                .intent(new Intent(
                        asked.id(), asked.key(), number, id, begun.waitNanos(), pending.lastFailure(), asked.body()));
        long due = pending.waited() ? pending.dueNanos() : freeSince;
        Stopwatch stopwatch =
                new Stopwatch(context.ticker()::nanos, due, context.ticker().nanos());
        boolean stream = asked.model().delivery() == Model.Delivery.STREAM;
        try {
            RecordedAnswer recorded =
                    asked.model().wire().endpoint().ask(new WireRequest(id, asked.body(), stream), stopwatch);
            unwritten = context.recorder().answer(recorded);
            return context.ended(pending, begun, recorded);
        } catch (InterruptedException e) {
            context.cutOff(pending, begun);
            throw e;
        }
    }

    private void follow(Pending pending, Exchange exchange) throws InterruptedException {
        if (exchange instanceof Answered) {
            context.guard().answered();
            context.conclude(pending);
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
        context.conclude(pending);
    }

    private void awaitWritten() throws InterruptedException {
        if (unwritten != null) {
            unwritten.await();
            unwritten = null;
        }
    }
}
