package dev.promptmeter.cli;

import dev.promptmeter.run.Stop;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What signals do to a run: the first stops it and waits for what is in flight, a second Ctrl-C cancels that too, and whatever
 * hangs, the process ends. Safe for many threads.
 */
final class Interrupts implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofSeconds(15);
    /** Enough for one line to be written. */
    private static final Duration LAST_WORDS = Duration.ofMillis(300);

    private static final Duration AFTER_SECOND = Duration.ofMillis(900);

    private final Running run;
    private final Consumer<String> says;
    private final Runnable lastWords;
    private final IntConsumer halt;
    private final ScheduledThreadPoolExecutor timer;
    private @Nullable StopSignal first;
    private boolean abandoned;

    /** What can be stopped. */
    interface Running {

        /** Starts nothing more. */
        void stop(Stop reason);

        /** Cancels what is in flight. */
        void abort();

        /** {@return requests in flight, about} */
        long inFlight();
    }

    /**
     * Takes the run, who tells the user, what is said just before the process is ended from here, and what ends it with a code at once.
     */
    Interrupts(Running run, Consumer<String> says, Runnable lastWords, IntConsumer halt) {
        this.run = run;
        this.says = says;
        this.lastWords = lastWords;
        this.halt = halt;
        this.timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "promptmeter-stop");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Takes one signal. */
    synchronized void take(StopSignal signal) {
        if (first == null) {
            first = signal;
            run.stop(signal.stop());
            long open = run.inFlight();
            says.accept(
                    "finishing " + open + (open == 1 ? " request" : " requests") + ", press Ctrl-C again to stop now");
            after(signal.patience(), run::abort);
            after(LONGEST.minus(LAST_WORDS), lastWords);
            after(LONGEST, () -> halt.accept(signal.exitCode()));
        } else if (signal == StopSignal.INT && !abandoned) {
            abandoned = true;
            int code = first.exitCode();
            run.abort();
            after(AFTER_SECOND, () -> halt.accept(code));
        }
    }

    private void after(Duration delay, Runnable task) {
        timer.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** {@return the first signal; null if there was none} */
    synchronized @Nullable StopSignal first() {
        return first;
    }

    /** {@return whether the user does not want to wait for reports either} */
    synchronized boolean abandoned() {
        return abandoned;
    }

    /** Ends every timer: the process will end by itself. */
    @Override
    public void close() {
        timer.shutdownNow();
    }
}
