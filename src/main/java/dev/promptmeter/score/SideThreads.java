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
import org.jspecify.annotations.Nullable;

/**
 * Threads for work that need not end: whoever waits for it waits no longer than the deadline. Idle threads go away by themselves.
 * Safe for many threads.
 */
final class SideThreads {

    /** So many pieces of work that never ended are let run on; further work is refused then. */
    static final int MOST_LEFT_BEHIND = 16;

    private static final long STACK_BYTES = 8L << 20;
    private static final int MOST_WAITS = 1_000;

    /** Which time counts against a limit. */
    enum Counting {

        /** What passes. */
        CLOCK,

        /**
         * What the work had of a processor, so that a busy machine changes no verdict. For work that only computes; it ends after
         * fifty times the limit by the clock all the same.
         */
        PROCESSOR
    }

    private final AtomicInteger leftBehind = new AtomicInteger();
    private final Counting counting;
    private final ThreadPoolExecutor threads;

    SideThreads(String name, Counting counting) {
        this.counting = counting;
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
        private volatile @Nullable ProcessorTime used;

        Piece(Callable<T> work) {
            this.result = new FutureTask<>(work);
        }

        @Override
        public void run() {
            used = counting == Counting.PROCESSOR ? ProcessorTime.ofThisThread() : null;
            begun.countDown();
            result.run();
            if (!settled.compareAndSet(false, true)) {
                leftBehind.decrementAndGet();
            }
        }

        T get(Duration limit) throws TimeoutException, ExecutionException, InterruptedException {
            try {
                begun.await();
                return await(limit.toNanos());
            } catch (TimeoutException | InterruptedException e) {
                leave();
                throw e;
            }
        }

        private T await(long limit) throws TimeoutException, ExecutionException, InterruptedException {
            long left = limit;
            for (int waits = 1; ; waits++) {
                try {
                    return result.get(Math.max(left, limit / 20), TimeUnit.NANOSECONDS);
                } catch (TimeoutException e) {
                    ProcessorTime computing = used;
                    left = computing == null ? 0 : limit - computing.nanos();
                    if (left <= 0 || waits == MOST_WAITS) {
                        throw e;
                    }
                }
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
