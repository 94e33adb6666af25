package dev.promptmeter.run;

import dev.promptmeter.chat.Failed;
import java.time.Duration;

/** The requests of a run on their ways to the endpoints, and what follows when one of them fails. Safe for many threads. */
final class Traffic {

    private final Ticker ticker;
    private final Spending spending;
    private final Routes routes;
    private final CaseQueue queue;
    private final RetryBudget retryBudget;
    private final RetryRule retryRule;
    private final CourseLog log = new CourseLog();
    private final ClockGap begun;

    Traffic(RunPlan plan, Runner.Surroundings surroundings, CaseFeeder feeder) {
        int slots = plan.load().slots();
        this.ticker = surroundings.ticker();
        this.begun = ClockGap.of(ticker);
        this.spending = Spending.of(plan, surroundings.history(), () -> queue().closing());
        this.routes = new Routes(plan, surroundings.cache(), log::add, spending);
        Duration longest = plan.limits().maxDuration();
        long lastStart = longest == null ? Long.MAX_VALUE : longest.toNanos();
        var bounds = new CaseQueue.Bounds(slots, lastStart, new Ceiling(plan.load(), log::add), Timetable.of(plan));
        this.queue = new CaseQueue(feeder, surroundings, routes, bounds);
        this.retryBudget = new RetryBudget(slots, this::retriesSpent);
        Backoff backoff = new Backoff(plan.seed() ^ surroundings.runId().hashCode());
        this.retryRule = new RetryRule(plan.retry(), backoff, retryBudget);
    }

    private void retriesSpent() {
        log.add(new CourseEvent(
                ticker.nanos(), CourseEvent.Kind.RETRIES, null, "the retry budget is used up", null, null));
    }

    /** {@return what hands out what may begin} */
    CaseQueue queue() {
        return queue;
    }

    /** {@return what the run has spent, and may} */
    Spending spending() {
        return spending;
    }

    /** {@return the ways of requests to their endpoints} */
    Routes routes() {
        return routes;
    }

    /** An answer came: it earns a part of a retry. */
    void earned() {
        retryBudget.earn();
    }

    /**
     * {@return whether another attempt follows one that failed} The lane that it went through learns what is asked of it.
     *
     * @param standing what stands in line
     * @param tried what was tried: the same, or what a judge is asked about it
     */
    RetryRule.Decision decide(Pending standing, Pending tried, Failed failed) {
        if (retryRule.asksTooMuch(failed)) {
            queue.end(standing, StopTexts.waitTooLong(failed, ticker.date()));
        }
        Long pause = retryRule.pauseNanos(failed);
        if (pause != null) {
            queue.pause(standing, pause);
        }
        return retryRule.decide(tried, failed, pause);
    }

    /** {@return whether that failure on record may be followed by another attempt} */
    boolean mayFollow(Pending pending, Failed failed) {
        return retryRule.mayFollow(pending, failed);
    }

    /** {@return whether a retry comes so late that its last failure stands} */
    boolean overdue(Pending pending) {
        return pending.waited() && retryRule.late(pending, ticker.nanos() - pending.endedNanos());
    }

    /** The run is over: says whether its clock and the wall clock have parted. */
    void compareClocks() {
        begun.drift().ifPresent(log::add);
    }

    /** Records what has happened to the run as a whole; not to be called with a lock in hand. */
    void recordTo(Recorder recorder) {
        log.recordTo(recorder);
    }
}
