package dev.promptmeter.run;

import java.util.Deque;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Where one worker waits, parked, until work is put before it. */
final class Desk implements WorkSource {

    private final Deque<Desk> idle;
    private volatile @Nullable Thread worker;
    private volatile @Nullable Pending work;
    private volatile boolean closed;

    /** Takes where it stands while it is empty. */
    Desk(Deque<Desk> idle) {
        this.idle = idle;
    }

    @Override
    public @Nullable Pending take() throws InterruptedException {
        worker = Thread.currentThread();
        // The worker that worked last is the one whose caches are warm.
        idle.addFirst(this);
        while (work == null && !closed) {
            LockSupport.park(this);
            if (Thread.interrupted()) {
                throw new InterruptedException("a worker was told to end");
            }
        }
        Pending taken = work;
        work = null;
        return taken;
    }

    /** Puts work before its worker, who waits for it. */
    void put(Pending next) {
        work = next;
        LockSupport.unpark(worker);
    }

    /** {@return what was put here and nobody took, once its worker has ended; null if there is nothing} */
    @Nullable
    Pending left() {
        return work;
    }

    /** No more work comes. */
    void close() {
        closed = true;
        LockSupport.unpark(worker);
    }
}
