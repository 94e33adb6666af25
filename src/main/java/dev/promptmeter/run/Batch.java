package dev.promptmeter.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Does a few things beside the workers of a run, some of them at once, and waits for all. One batch per object. */
final class Batch<T> {

    private final String thread;
    private final List<Future<T>> begun = new ArrayList<>();
    private boolean aborted;

    /** Takes the name of its threads. */
    Batch(String thread) {
        this.thread = thread;
    }

    /**
     * {@return what they gave, in order; null if they were broken off}
     *
     * @param atOnce how many are done at once
     * @throws IllegalStateException if one of them threw something
     */
    @Nullable
    List<T> run(int atOnce, List<Callable<T>> tasks) throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(atOnce, work -> {
            Thread made = new Thread(work, thread);
            made.setDaemon(true);
            return made;
        });
        try {
            begin(pool, tasks);
            List<T> given = new ArrayList<>();
            for (Future<T> each : begun) {
                given.add(each.get());
            }
            return given;
        } catch (CancellationException e) {
            return null;
        } catch (ExecutionException e) {
            throw new IllegalStateException(thread + " broke", e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    private synchronized void begin(ExecutorService pool, List<Callable<T>> tasks) {
        for (Callable<T> task : tasks) {
            Future<T> future = pool.submit(task);
            begun.add(future);
            if (aborted) {
                future.cancel(true);
            }
        }
    }

    /** Cancels what is being done and begins no more. */
    synchronized void abort() {
        aborted = true;
        begun.forEach(each -> each.cancel(true));
    }
}
