package dev.promptmeter.chat.openai;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Hands out bodies that have not come a moment after their head, so that the threads of their requests keep the deadlines. All others
 * are handed out when they are complete, which spares those threads a second wait. Safe for many threads.
 */
final class SlowBodies implements AutoCloseable {

    private static final long MOMENT = Duration.ofMillis(10).toNanos();

    private final Queue<StampedBody> begun = new ConcurrentLinkedQueue<>();
    private volatile @Nullable Thread looking;
    private volatile boolean closed;

    /** Hands that body out at the next look. */
    void watch(StampedBody body) {
        begun.add(body);
        if (looking == null) {
            start();
        }
    }

    private synchronized void start() {
        if (looking == null) {
            Thread thread = new Thread(this::look, "promptmeter-bodies");
            thread.setDaemon(true);
            looking = thread;
            thread.start();
        }
    }

    private void look() {
        while (!closed) {
            LockSupport.parkNanos(MOMENT);
            for (StampedBody body = begun.poll(); body != null; body = begun.poll()) {
                body.handOut();
            }
        }
    }

    /** Ends the looking; a body that is watched later is handed out no more. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(looking);
    }
}
