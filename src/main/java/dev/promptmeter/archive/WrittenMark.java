package dev.promptmeter.archive;

import dev.promptmeter.run.Recorder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Says when one record has been written, to the one thread that waits for it.
 *
 * <p>The wait is nearly over when it begins, so the thread first lets others run; to park and be woken would cost several times as much.
 */
final class WrittenMark implements Recorder.Ticket {

    private static final int YIELDS = 16;

    private volatile boolean written;
    private volatile @Nullable Thread waiting;

    /** The record has been written, or cannot be. */
    void set() {
        written = true;
        LockSupport.unpark(waiting);
    }

    @Override
    public void await() throws InterruptedException {
        for (int i = 0; i < YIELDS && !written; i++) {
            Thread.yield();
        }
        waiting = Thread.currentThread();
        while (!written) {
            LockSupport.park(this);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }
}
