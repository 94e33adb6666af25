package dev.promptmeter.simulator;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Waits for sockets until an instant, exactly enough and cheaply enough.
 *
 * <p>A selector counts in milliseconds. So it waits to within the last one, then in naps that sockets have to wait for, and polls only
 * for the rest, within a budget of a quarter of a processor. Where there are but two processors it does not poll: that would take them
 * from the client that is measured.
 */
final class Patience {

    private static final long MILLISECOND = 1_000_000;
    private static final long LONGEST_NAP = 200_000;
    /** Linux wakes a thread up to so much later than asked, so that timers can share an interrupt. */
    private static final long SLACK = 50_000;

    private static final long POLLED = SLACK + 10_000;
    private static final long MOST_SAVED = 100 * MILLISECOND;
    private static final int SHARED_BY_CLIENT = 2;

    private final boolean unlimited;
    private final boolean never;
    private long savedNanos = MOST_SAVED;
    private long creditedAt = System.nanoTime();

    Patience(Modes.Switch precise) {
        this.unlimited = precise == Modes.Switch.ON;
        this.never = !unlimited && Runtime.getRuntime().availableProcessors() <= SHARED_BY_CLIENT;
    }

    /** Hands every ready key to {@code ready}, after waiting until one is ready or {@code instant} has come. */
    void await(Selector selector, long instant, Consumer<SelectionKey> ready) throws IOException {
        long begin = System.nanoTime();
        long left = instant - begin - SLACK;
        if (left >= MILLISECOND) {
            selector.select(ready, left / MILLISECOND);
            return;
        }
        if (selector.selectNow(ready) > 0 || instant - begin <= 0) {
            return;
        }
        long now = System.nanoTime();
        long rest = instant - now;
        if (never) {
            LockSupport.parkNanos(Math.min(LONGEST_NAP, Math.max(1, rest)));
        } else if (rest > POLLED || !mayPoll(now)) {
            LockSupport.parkNanos(Math.min(LONGEST_NAP, Math.max(1, rest - SLACK)));
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
