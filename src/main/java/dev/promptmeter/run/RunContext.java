package dev.promptmeter.run;

import dev.promptmeter.chat.Answered;
import dev.promptmeter.chat.Billed;
import dev.promptmeter.chat.Exchange;
import dev.promptmeter.chat.Failed;
import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.chat.RecordedAnswer;
import dev.promptmeter.score.CaseVerdict;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What the workers of one run share. Safe for many threads. */
final class RunContext {

    private final RunPlan plan;
    private final Recorder recorder;
    private final ResultSink sink;
    private final Ticker ticker;
    private final CaseQueue queue;
    private final StopSwitch stops;
    private final RequestIds requestIds;
    private final RetryRule retryRule;
    private final AccessGuard guard = new AccessGuard();
    private final Map<String, Semaphore> permits = new ConcurrentHashMap<>();
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicLong errors = new AtomicLong();
    private final AtomicReference<@Nullable Throwable> crash = new AtomicReference<>();

    RunContext(RunPlan plan, Runner.Surroundings surroundings, CaseQueue queue, ResultSink sink) {
        this.plan = plan;
        this.recorder = surroundings.recorder();
        this.ticker = surroundings.ticker();
        this.queue = queue;
        this.sink = sink;
        this.stops = new StopSwitch(queue::close);
        this.requestIds = new RequestIds(surroundings.runId());
        this.retryRule = new RetryRule(plan.retry(), new Backoff(plan.seed() ^ surroundings.runId().hashCode()));
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

    RetryRule retryRule() {
        return retryRule;
    }

    AccessGuard guard() {
        return guard;
    }

    /** {@return the permits of that model; as many as anyone could want if it sets no limit of its own} */
    Semaphore permits(Model model) {
        return permits.computeIfAbsent(model.id(), id -> {
            Integer limit = model.concurrency();
            return new Semaphore(limit == null ? Integer.MAX_VALUE : limit);
        });
    }

    Attempt attempt(Pending pending, RecordedAnswer recorded, Exchange exchange) {
        Failed failed = exchange instanceof Failed failure ? failure : null;
        FailureKind kind = failed == null ? null : failed.kind();
        Billed billed = failed == null ? Billed.YES : failed.billed();
        return new Attempt(
                pending.nextNumber(),
                recorded.requestId(),
                recorded.status(),
                kind,
                recorded.times(),
                pending.waitNanos(),
                billed,
                plan.prices().costOf(pending.asked().model().id(), exchange));
    }

    /** {@return whether what earlier starts recorded of this repeat already answers it; what they recorded counts either way} */
    boolean replay(Pending pending) {
        for (RecordedAnswer recorded : pending.past().answers()) {
            Exchange exchange = pending.asked().model().wire().reader().read(recorded);
            pending.add(attempt(pending, recorded, exchange), exchange);
        }
        return pending.last() instanceof Answered;
    }

    /** The last exchange of that repeat is final. */
    void conclude(Pending pending) {
        Case asked = pending.asked();
        Exchange last = pending.last();
        if (last == null) {
            throw new IllegalStateException("nothing was asked of " + asked.id().text());
        }
        record(Conclusions.ofAttempts(asked.id(), asked.row(), asked.checks(), last, pending.tried()), asked);
    }

    void record(CaseResult result, Case asked) {
        if (result.verdict() == CaseVerdict.SKIP) {
            recorder.skipped(result, sink);
        } else {
            recorder.result(result, asked.key(), sink);
        }
        watch(result);
        queue.done();
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
        Duration longest = plan.limits().maxDuration();
        if (longest != null && ticker.nanos() >= longest.toNanos()) {
            stop(StopTexts.timeLimit(longest));
        }
    }

    void stop(Stop reason) {
        stops.throwFor(reason);
    }

    void crashed(Throwable cause) {
        crash.compareAndSet(null, cause);
        queue.close();
    }

    /** {@return why the run ended early, also when that is only known at its end; null if it did not} */
    @Nullable Stop reason() {
        guard.ended(errors.get()).ifPresent(this::stop);
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

    /** Passes on a repeat that was not reached. */
    void leaveOut(Pending pending, Stop reason) {
        Case asked = pending.asked();
        String why = asked.row().skip() != null ? asked.row().skip() : reason.text();
        recorder.skipped(Conclusions.skipped(asked.id(), asked.row(), why), sink);
    }
}
