package dev.promptmeter.run;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that a test moves, and that passes at once whatever is waited for. */
public final class FakeTicker implements Ticker {

    private final AtomicLong now = new AtomicLong();
    private final AtomicLong wall = new AtomicLong();

    @Override
    public long nanos() {
        return now.get();
    }

    @Override
    public void waitOn(Object monitor, long nanos) {
        now.addAndGet(nanos);
    }

    @Override
    public void waitUntil(long nanos, long awake) {
        now.accumulateAndGet(nanos, Math::max);
    }

    @Override
    public Instant date() {
        return Instant.parse("2026-01-14T09:12:03Z").plusNanos(now.get() + wall.get());
    }

    /** The wall clock is set by so much, ahead or back. */
    public void setWall(Duration by) {
        wall.addAndGet(by.toNanos());
    }

    /** So much time passes. */
    public void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
