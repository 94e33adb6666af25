package dev.promptmeter.run;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Makes cases ahead of those who ask for them, on a thread of its own: reading rows, rendering prompts and hashing bodies then hold up
 * no worker. {@link #next} is for one thread at a time.
 */
final class CaseFeeder implements AutoCloseable {

    private static final int FEWEST_AHEAD = 16;
    private static final int MOST_AHEAD = 256;
    private static final long LOOK_UP_EVERY_NANOS = 20_000_000;

    private final Cases source;
    private final BlockingQueue<Fed> ahead;
    private final int refillAt;
    private final Thread thread;
    private volatile boolean closing;
    private @Nullable Fed unplaced;
    private boolean ended;

    /**
     * What the feeder has for its taker.
     *
     * @param asked a case; null at the end
     * @param broken what the source broke of; null if it did not
     */
    private record Fed(@Nullable Case asked, @Nullable Throwable broken) {

        boolean last() {
            return asked == null;
        }
    }

    /** Begins to make cases, about as many ahead as there are slots. */
    CaseFeeder(Cases source, int slots) {
        this.source = source;
        int capacity = Math.max(FEWEST_AHEAD, Math.min(MOST_AHEAD, slots));
        refillAt = capacity / 2;
        ahead = new ArrayBlockingQueue<>(capacity);
        thread = new Thread(this::feed, "promptmeter-feeder");
        thread.setDaemon(true);
        thread.start();
    }

    private void feed() {
        try {
            Fed next;
            do {
                next = make();
            } while (placed(next) && !next.last());
        } catch (InterruptedException e) {
            // Nobody interrupts this thread; were it so, whoever takes would go on by himself.
            Thread.currentThread().interrupt();
        }
    }

    private Fed make() throws InterruptedException {
        try {
            return new Fed(source.next(), null);
        } catch (RuntimeException | Error e) {
            // An error too: a thread that died of it would leave out the case it was making, and nobody would know.
            return new Fed(null, e);
        }
    }

    /**
     * Waits while there are enough, and is woken when half of them are gone: once for many cases, not for each. What cannot be placed any
     * more is kept: a case that was made has been counted.
     */
    private boolean placed(Fed next) {
        while (!closing) {
            if (ahead.offer(next)) {
                return true;
            }
            LockSupport.parkNanos(this, LOOK_UP_EVERY_NANOS);
        }
        unplaced = next;
        return false;
    }

    /**
     * {@return the next repeat, or null after the last; also after {@link #stop}, then made on the calling thread}
     *
     * @throws dev.promptmeter.dataset.DatasetException if a dataset changed since it was checked
     */
    @Nullable
    Case next() throws InterruptedException {
        if (ended) {
            return null;
        }
        Fed next = taken();
        ended = next.last();
        if (next.broken() instanceof Error error) {
            throw error;
        }
        if (next.broken() instanceof RuntimeException exception) {
            throw exception;
        }
        return next.asked();
    }

    private Fed taken() throws InterruptedException {
        Fed next = ahead.poll();
        while (next == null && thread.isAlive()) {
            next = ahead.poll(LOOK_UP_EVERY_NANOS, TimeUnit.NANOSECONDS);
        }
        if (ahead.size() == refillAt) {
            LockSupport.unpark(thread);
        }
        return next != null ? next : left();
    }

    /** The feeder may have placed one more just before it ended. */
    private Fed left() throws InterruptedException {
        Fed next = ahead.poll();
        if (next == null && unplaced != null) {
            next = unplaced;
            unplaced = null;
        }
        return next != null ? next : make();
    }

    @Override
    public void close() {
        stop();
    }

    /** Ends the thread; what it has made can still be taken. An interrupt is kept for the caller. */
    void stop() {
        closing = true;
        LockSupport.unpark(thread);
        Uninterrupted.await(thread::join);
    }
}
