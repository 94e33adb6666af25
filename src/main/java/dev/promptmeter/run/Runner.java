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

    private final RunPlan plan;
    private final Surroundings surroundings;
    private final List<Thread> threads = new ArrayList<>();
    private @Nullable RunContext context;
    private @Nullable Stop early;

    /**
     * What a run stands in.
     *
     * @param runId id of the run
     * @param recorder keeps what is done
     * @param history what earlier starts have on record
     * @param ticker the run's clock
     */
    public record Surroundings(String runId, Recorder recorder, History history, Ticker ticker) {}

    /** Takes a plan and what the run stands in. */
    public Runner(RunPlan plan, Surroundings surroundings) {
        this.plan = plan;
        this.surroundings = surroundings;
    }

    /**
     * Runs to the end, or until stopped, and gives every result to {@code sink}.
     *
     * @return why it ended early; null if every repeat had its turn
     * @throws InterruptedException if the calling thread was interrupted; what was received has been recorded
     * @throws DatasetException if a dataset changed since it was checked; what was received has been recorded
     */
    public @Nullable Stop run(ResultSink sink) throws InterruptedException {
        int slots = plan.load().slots();
        try (CaseSource source = new CaseSource(plan, surroundings.recorder())) {
            CaseQueue queue = new CaseQueue(source, surroundings.history(), surroundings.ticker(), slots);
            RunContext running = begin(queue, sink);
            new Warmup(plan, surroundings, running.requestIds()).run(slots);
            startWorkers(running, slots);
            for (Thread thread : threads) {
                thread.join();
            }
            surroundings.recorder().drain();
            running.rethrow();
            Stop reason = running.reason();
            if (reason != null) {
                leaveOutTheRest(running, queue, reason);
            }
            return reason;
        }
    }

    private synchronized RunContext begin(CaseQueue queue, ResultSink sink) {
        context = new RunContext(plan, surroundings, queue, sink);
        if (early != null) {
            context.stop(early);
        }
        return context;
    }

    private synchronized void startWorkers(RunContext running, int slots) {
        for (int i = 1; i <= slots; i++) {
            Thread thread = new Thread(new Worker(running), "promptmeter-worker-" + i);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
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
        threads.forEach(Thread::interrupt);
    }
}
