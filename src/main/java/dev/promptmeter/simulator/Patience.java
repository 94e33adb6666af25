package dev.promptmeter.simulator;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Waits for sockets until an instant, exactly enough and cheaply enough.
 *
 * <p>A selector counts in milliseconds. So it waits to within 2 ms, then in naps of about 0.1 ms, and polls only for the rest, within
 * a budget of a quarter of a processor.
 */
final class Patience {

    private static final long MILLISECOND = 1_000_000;
    private static final long NAP = 40_000;
    private static final long POLLED = 150_000;
    private static final long MOST_SAVED = 100 * MILLISECOND;

    private final boolean unlimited;
    private long savedNanos = MOST_SAVED;
    private long creditedAt = System.nanoTime();

    Patience(Modes.Switch precise) {
        this.unlimited = precise == Modes.Switch.ON;
    }

    /** Hands every ready key to {@code ready}, after waiting until one is ready or {@code instant} has come. */
    void await(Selector selector, long instant, Consumer<SelectionKey> ready) throws IOException {
        long begin = System.nanoTime();
        long left = instant - begin;
        if (left > 2 * MILLISECOND) {
            selector.select(ready, left / MILLISECOND - 1);
            return;
        }
        if (selector.selectNow(ready) > 0 || left <= 0) {
            return;
        }
        long now = System.nanoTime();
        long rest = instant - now;
        if (rest > POLLED || !mayPoll(now)) {
            LockSupport.parkNanos(Math.min(NAP, Math.max(1, rest)));
        } else {
            Thread.onSpinWait();
            savedNanos -= System.nanoTime() - begin;
        }
    }

    private boolean mayPoll(long now) {
        savedNanos = Math.min(MOST_SAVED, savedNanos + (now - creditedAt) / 4);
        creditedAt = now;
        return unlimited || savedNanos > 0;
    }

    /** A moment's rest after a failure that would otherwise repeat at once. */
    void breathe() {
        LockSupport.parkNanos(MILLISECOND);
    }
}
