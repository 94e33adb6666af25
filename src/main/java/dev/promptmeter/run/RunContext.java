package dev.promptmeter.run;

import dev.promptmeter.chat.Exchange;
import dev.promptmeter.chat.RecordedAnswer;
import dev.promptmeter.score.CaseVerdict;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What the workers of one run share. Safe for many threads. */
final class RunContext {

    private final RunPlan plan;
    private final AttemptReader reader;
    private final Recorder recorder;
    private final ResultSink sink;
    private final Ticker ticker;
    private final Traffic traffic;
    private final CaseQueue queue;
    private final StopSwitch stops;
    private final RequestIds requestIds;
    private final @Nullable Interviews interviews;
    private final Spending spending;
    private final AccessGuard guard = new AccessGuard();
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicLong errors = new AtomicLong();
    private final AtomicLong judged = new AtomicLong();
    private final CacheUse cache;
    private final Replay replay;
    private long unsent;
    private final AtomicReference<@Nullable Throwable> crash = new AtomicReference<>();

    RunContext(RunPlan plan, Runner.Surroundings surroundings, Traffic traffic, ResultSink sink) {
        this.plan = plan;
        this.reader = new AttemptReader(plan);
        this.recorder = surroundings.recorder();
        this.ticker = surroundings.ticker();
        this.traffic = traffic;
        this.queue = traffic.queue();
        this.sink = sink;
        this.stops = new StopSwitch(queue::close);
        this.requestIds = new RequestIds(surroundings.runId());
        this.replay = new Replay(reader, surroundings.history(), traffic);
        this.cache = new CacheUse(surroundings.cache(), recorder, reader);
        this.interviews =
                plan.advisers().any() ? new Interviews(plan.advisers(), plan.tariff(), surroundings.history()) : null;
        this.spending = traffic.spending();
    }

    Spending spending() {
        return spending;
    }

    Recorder recorder() {
        return recorder;
    }

    Ticker ticker() {
        return ticker;
    }

    CaseQueue queue() {
        return queue;
    }

    RequestIds requestIds() {
        return requestIds;
    }

    /** {@return the ways of requests to their endpoints, and what follows when they fail} */
    Traffic traffic() {
        return traffic;
    }

    CacheUse cache() {
        return cache;
    }

    AccessGuard guard() {
        return guard;
    }

    /** An attempt came to its end. */
    Exchange ended(Pending pending, Attempt.Begun begun, RecordedAnswer recorded) {
        AttemptReader.Ended ended =
                reader.ended(pending.asked().model(), begun, pending.resumed() ? Resumed.mark(recorded) : recorded);
        spending.settle(pending.reservedPico(), pending.asked(), ended.exchange());
        pending.add(ended.attempt(), ended.exchange());
        return ended.exchange();
    }

    /** An attempt was broken off by us. */
    void brokenOff(Pending pending, Attempt.Begun begun) {
        spending.settle(pending.reservedPico(), pending.asked(), (Exchange) null);
        pending.addPast(reader.cutOff(pending.asked().model(), begun), null);
    }

    /** {@return what goes through what earlier starts recorded} */
    Replay replay() {
        return replay;
    }

    /** {@return who is asked about answers; null if the run has no judge, or no check of that case wants one} */
    @Nullable
    Interviews interviews(Case asked) {
        return asked.checks().asksModel() ? interviews : null;
    }

    /** {@return who is asked about answers, in a run that has a judge} */
    Interviews interviews() {
        if (interviews == null) {
            throw new IllegalStateException("this run has no judge");
        }
        return interviews;
    }

    /** A model is asked about an answer to that case. */
    void judged(Case asked) {
        if (asked.checks().asksJudge()) {
            judged.incrementAndGet();
        }
    }

    /** {@return about how many answers a judge was asked} */
    long judged() {
        return judged.get();
    }

    /** The last exchange of that repeat is final, and no judge is asked about it. */
    void conclude(Pending pending) {
        Case asked = pending.asked();
        record(Conclusions.ofTries(asked.id(), asked.row(), asked.checks(), pending.tries()), pending);
    }

    void record(CaseResult result, Pending pending) {
        Case asked = pending.asked();
        if (result.verdict() == CaseVerdict.SKIP && !result.shed()) {
            recorder.skipped(result, sink);
        } else {
            recorder.result(result, asked, sink);
        }
        if (!replay.hadResult(asked.id())) {
            watch(result);
        }
        queue.done(pending);
    }

    private void watch(CaseResult result) {
        if (result.verdict() == CaseVerdict.ERROR) {
            errors.incrementAndGet();
        }
        Integer limit = plan.limits().failFast();
        boolean failed = result.verdict() == CaseVerdict.FAIL || result.verdict() == CaseVerdict.ERROR;
        if (limit != null && failed && failures.incrementAndGet() == limit) {
            stop(StopTexts.failFast(limit));
        }
    }

    /**
     * Before a request for which nobody has asked the queue.
     *
     * @throws NotAdmitted if the run starts nothing more
     */
    void requireTime() {
        if (stopped() || queue.closing()) {
            throw NotAdmitted.runIsOver();
        }
    }

    /** The queue hands out nothing more: perhaps because the time was over. */
    void noticeTime() {
        Duration longest = plan.limits().maxDuration();
        if (longest != null && queue.late()) {
            stop(StopTexts.timeLimit(longest));
        }
    }

    /** {@return whether nothing more is to be started} */
    boolean stopped() {
        return stops.reason() != null;
    }

    /** That repeat may not go on: it is left for a later start. */
    void withhold(Pending pending, NotAdmitted why) {
        if (why.stop() != null) {
            stop(why.stop());
        }
        queue.later(pending);
    }

    void stop(Stop reason) {
        stops.throwFor(reason);
    }

    /** Gives up what is not begun. */
    void abandon() {
        queue.abandon();
    }

    void crashed(Throwable cause) {
        if (cause instanceof UnrecordedException unrecorded) {
            stop(StopTexts.unrecorded(unrecorded.getMessage()));
            return;
        }
        crash.compareAndSet(null, cause);
        queue.close();
    }

    /** {@return why the run ended early, also when that is only known at its end; null if it did not} */
    @Nullable
    Stop reason() {
        guard.ended(errors.get()).ifPresent(this::stop);
        Stop over = queue.over();
        if (over != null) {
            stop(over);
        }
        return stops.reason();
    }

    /** Passes on what a worker died of. */
    void rethrow() {
        Throwable cause = crash.get();
        if (cause instanceof RuntimeException runtime) {
            throw runtime;
        }
        if (cause instanceof Error error) {
            throw error;
        }
    }

    /** Passes on a repeat that is not sent, because its endpoint takes nothing more. */
    void leaveOut(Pending pending) {
        leaveOut(pending, Objects.requireNonNull(pending.passage().leftOut()));
        queue.done(pending);
    }

    /** {@return that reason, told in full now that nothing is in flight any more} */
    Stop told(Stop reason) {
        Spending.State state = spending.state();
        return reason.cause() == Stop.Cause.BUDGET && state != null
                ? StopTexts.maxCost(state, unsent, queue.fed())
                : reason;
    }

    /** Passes on a repeat that was not reached; one of an earlier start has had its result there. */
    void leaveOut(Pending pending, Stop reason) {
        if (pending.settled()) {
            return;
        }
        Case asked = pending.asked();
        String why = asked.row().skip() != null ? asked.row().skip() : reason.leavingOut(plan.load());
        if (replay.settles(pending) && asked.row().skip() == null && interviews(asked) == null) {
            // What is on record needs no request, so it is not left out.
            conclude(pending);
            return;
        }
        boolean nothingSent = pending.tried().isEmpty() && pending.saved() == null;
        unsent += asked.row().skip() == null && nothingSent ? 1 : 0;
        CaseResult skipped = Conclusions.skipped(asked.id(), asked.row(), why);
        recorder.skipped(Conclusions.withTries(skipped, pending.tries()), sink);
    }
}
