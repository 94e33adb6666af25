package dev.promptmeter.run;

import dev.promptmeter.dataset.DatasetException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Carries out a plan: exactly one result per case and repeat, whatever the endpoint does.
 *
 * <p>One run per object. {@link #stop} and {@link #abort} may be called from any thread.
 */
public final class Runner {

    /** So many planned requests are made ahead at least, however few may be in flight. */
    private static final int PLANNED_AHEAD = 64;

    private final RunPlan plan;
    private final Surroundings surroundings;
    private final List<Thread> threads = new ArrayList<>();
    private final Warmup warmup;
    private @Nullable RunContext context;
    private @Nullable Stop early;
    private boolean aborted;
    private @Nullable JudgeProbe probe;
    private @Nullable Dispatcher dispatcher;
    private @Nullable Robustness robustness;

    /**
     * What a run stands in.
     *
     * @param runId id of the run
     * @param recorder keeps what is done
     * @param history what earlier starts have on record
     * @param ticker the run's clock
     * @param cache answers of other runs
     * @param stalls says how long the process stood still
     */
    public record Surroundings(
            String runId, Recorder recorder, History history, Ticker ticker, AnswerCache cache, StallMeter stalls) {

        /** What a run stands in that nobody watches. */
        public Surroundings(String runId, Recorder recorder, History history, Ticker ticker, AnswerCache cache) {
            this(runId, recorder, history, ticker, cache, StallMeter.NONE);
        }

        /** What a run without a cache stands in. */
        public Surroundings(String runId, Recorder recorder, History history, Ticker ticker) {
            this(runId, recorder, history, ticker, AnswerCache.NONE);
        }
    }

    /** Takes a plan and what the run stands in. */
    public Runner(RunPlan plan, Surroundings surroundings) {
        // Where nothing may be sent, no endpoint is spared by waiting.
        this.plan = surroundings.cache().misses() == AnswerCache.Misses.LEFT_OUT ? plan.withoutWaiting() : plan;
        this.surroundings = surroundings;
        this.warmup = new Warmup(this.plan, surroundings);
    }

    /**
     * Runs to the end, or until stopped, and gives every result to {@code sink}.
     *
     * @return why it ended early; null if every repeat had its turn
     * @throws InterruptedException if the calling thread was interrupted; what was received has been recorded
     * @throws DatasetException if a dataset changed since it was checked; what was received has been recorded
     */
    public @Nullable Stop run(ResultSink sink) throws InterruptedException {
        try (CaseSource source = new CaseSource(plan, surroundings.recorder())) {
            return run(source, sink);
        }
    }

    /** {@return the same for cases from elsewhere} */
    @Nullable
    Stop run(Cases source, ResultSink sink) throws InterruptedException {
        try (CaseFeeder feeder = new CaseFeeder(source, ahead())) {
            Traffic traffic = new Traffic(plan, surroundings, feeder);
            RunContext running = begin(traffic, sink);
            warmUp(running);
            startWorkers(running);
            awaitWorkers();
            takeBack();
            feeder.stop();
            traffic.compareClocks();
            traffic.recordTo(surroundings.recorder());
            surroundings.recorder().drain();
            running.rethrow();
            Stop reason = running.reason();
            if (reason != null && reason.cause() == Stop.Cause.STORAGE) {
                // What was not begun is not written to a disk that takes nothing: a resume finds it by its absence.
                return reason;
            }
            if (reason != null) {
                if (surroundings.history() == History.NONE) {
                    // Thousands of rows, perhaps, and somebody who pressed Ctrl-C is waiting.
                    source.leaveOut();
                }
                leaveOutTheRest(running, traffic.queue(), reason);
                return running.told(reason);
            }
            probe(running);
            return null;
        }
    }

    private int ahead() {
        int slots = plan.load().slots();
        return plan.load() instanceof Load.Open ? Math.max(PLANNED_AHEAD, slots) : slots;
    }

    /** {@return how the judge took answers made to steer it; null if it was not shown any} */
    public @Nullable Robustness robustness() {
        return robustness;
    }

    /** At the end, so that a run that is stopped or refused pays nothing for it. */
    private void probe(RunContext running) throws InterruptedException {
        Judge judge = plan.advisers().judge();
        if (judge == null || running.cache().leavesOut() || !judge.probed(running.judged())) {
            return;
        }
        JudgeProbe asking = new JudgeProbe(plan, running, judge);
        synchronized (this) {
            if (aborted) {
                return;
            }
            probe = asking;
        }
        robustness = asking.run();
        surroundings.recorder().drain();
    }

    /** Not on a resume: its warm-up was before the end of the program. */
    private void warmUp(RunContext running) throws InterruptedException {
        if (surroundings.history() == History.NONE && !running.cache().leavesOut()) {
            warmup.run(running);
        }
    }

    /** Whoever interrupts this thread wants an end; no worker outlives the run. */
    private void awaitWorkers() throws InterruptedException {
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            abort();
            for (Thread thread : threads) {
                joinAnyway(thread);
            }
            throw e;
        }
    }

    private synchronized void takeBack() {
        if (dispatcher != null) {
            dispatcher.recover();
        }
    }

    private static void joinAnyway(Thread thread) {
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                // It has been told to end and does so; the first interrupt is passed on.
                thread.interrupt();
            }
        }
    }

    private synchronized RunContext begin(Traffic traffic, ResultSink sink) {
        context = new RunContext(plan, surroundings, traffic, sink);
        if (early != null) {
            context.stop(early);
        }
        return context;
    }

    private synchronized void startWorkers(RunContext running) {
        if (plan.load() instanceof Load.Open open) {
            dispatcher = new Dispatcher(running, open.arrivals().rate());
        }
        int workers = workers();
        for (int i = 1; i <= workers && !aborted; i++) {
            WorkSource source = dispatcher == null ? running.queue()::take : dispatcher.desk();
            start(new Worker(running, source), "promptmeter-worker-" + i);
        }
        if (dispatcher != null && !aborted) {
            start(dispatcher, "promptmeter-dispatcher");
        }
    }

    /** No more than there are cases: an open loop may allow for many more than it needs. */
    private int workers() {
        int slots = plan.load().slots();
        return dispatcher == null ? slots : (int) Math.min(slots, Math.max(1, CaseCount.of(plan)));
    }

    private void start(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    private void leaveOutTheRest(RunContext running, CaseQueue queue, Stop reason) throws InterruptedException {
        try {
            for (Pending left = queue.leftOver(); left != null; left = queue.leftOver()) {
                running.leaveOut(left, reason);
            }
        } finally {
            surroundings.recorder().drain();
        }
    }

    /** Starts nothing more; what is in flight is waited for. */
    public synchronized void stop(Stop reason) {
        early = reason;
        if (context != null) {
            context.stop(reason);
        }
    }

    /** Cancels what is in flight; call {@link #stop} first. */
    public synchronized void abort() {
        aborted = true;
        if (context != null) {
            context.abandon();
        }
        warmup.abort();
        if (probe != null) {
            probe.abort();
        }
        threads.forEach(Thread::interrupt);
    }
}
