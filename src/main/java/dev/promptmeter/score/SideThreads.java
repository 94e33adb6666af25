package dev.promptmeter.score;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads for work that need not end: whoever waits for it waits no longer than the deadline. Idle threads go away by themselves.
 * Safe for many threads.
 */
final class SideThreads {

    /** So many pieces of work that never ended are let run on; further work is refused then. */
    static final int MOST_LEFT_BEHIND = 16;

    private static final long STACK_BYTES = 8L << 20;

    private final AtomicInteger leftBehind = new AtomicInteger();
    private final ThreadPoolExecutor threads;

    SideThreads(String name) {
        this.threads =
                new ThreadPoolExecutor(0, Integer.MAX_VALUE, 1, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
                    Thread thread = new Thread(null, work, name, STACK_BYTES);
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /**
     * {@return what the work gives}
     *
     * @param limit counted from the moment at which the work begins
     * @throws TimeoutException if it takes longer; it is interrupted, and left behind if that does not end it
     * @throws ExecutionException if it throws
     * @throws RejectedExecutionException if too much earlier work never ended
     */
    <T> T within(Duration limit, Callable<T> work) throws TimeoutException, ExecutionException, InterruptedException {
        if (leftBehind.get() >= MOST_LEFT_BEHIND) {
            throw new RejectedExecutionException(MOST_LEFT_BEHIND + " earlier calls never ended");
        }
        Piece<T> piece = new Piece<>(work);
        threads.execute(piece);
        return piece.get(limit);
    }

    private final class Piece<T> implements Runnable {

        private final CountDownLatch begun = new CountDownLatch(1);
        private final AtomicBoolean settled = new AtomicBoolean();
        private final FutureTask<T> result;

        Piece(Callable<T> work) {
            this.result = new FutureTask<>(work);
        }

        @Override
        public void run() {
            begun.countDown();
            result.run();
            if (!settled.compareAndSet(false, true)) {
                leftBehind.decrementAndGet();
            }
        }

        T get(Duration limit) throws TimeoutException, ExecutionException, InterruptedException {
            try {
                begun.await();
                return result.get(limit.toNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException | InterruptedException e) {
                leave();
                throw e;
            }
        }

        private void leave() {
            if (settled.compareAndSet(false, true)) {
                leftBehind.incrementAndGet();
            }
            result.cancel(true);
        }
    }
}
