package dev.promptmeter.chat.openai;

import dev.promptmeter.chat.Stopwatch;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Waits on the request's own thread for a body to come to its end, and keeps the deadlines meanwhile. */
final class BodyWait {

    private final StampedBody body;
    private final Stopwatch stopwatch;
    private final Deadlines deadlines;
    private final long start;
    private @Nullable ContentWatch content;
    private @Nullable Long lastOutput;
    private long looked;

    /** Waits for a body whose attempt began at {@code start}, on the stopwatch's clock. */
    BodyWait(StampedBody body, Stopwatch stopwatch, Deadlines deadlines, long start) {
        this.body = body;
        this.stopwatch = stopwatch;
        this.deadlines = deadlines;
        this.start = start;
        this.looked = stopwatch.now();
    }

    /** Lets output alone reset the idle deadline, not every byte. */
    void watchOutput() {
        content = new ContentWatch(body, stopwatch, start);
    }

    /**
     * Waits until the body is over or a deadline has passed, and closes the connection then.
     *
     * @return the deadline that passed; null if none did
     * @throws InterruptedException if the thread was interrupted; the connection is closed
     */
    @Nullable
    String await() throws InterruptedException {
        while (body.state() == StampedBody.State.OPEN) {
            String passed = passed();
            if (passed != null) {
                body.abandon();
                return passed;
            }
            sleepUntil(nextLook());
        }
        return null;
    }

    /** Waits a little longer for the end of a body that is complete as it is, so that its connection can be used again. */
    void drain(Duration patience) throws InterruptedException {
        long until = stopwatch.now() + patience.toNanos();
        while (body.state() == StampedBody.State.MARKED && stopwatch.now() < until) {
            sleepUntil(until);
        }
    }

    private void sleepUntil(long instant) throws InterruptedException {
        long left = instant - stopwatch.now();
        if (left > 0) {
            LockSupport.parkNanos(body, left);
        }
        if (Thread.interrupted()) {
            body.abandon();
            throw new InterruptedException();
        }
    }

    private @Nullable String passed() {
        long now = stopwatch.now();
        if (now >= total()) {
            return "not complete after " + DeadlineWords.of(deadlines.total());
        }
        if (now >= nextLook()) {
            lastOutput = content == null ? null : content.lastOutput();
            looked = now;
        }
        return now < nextDeadline() ? null : idle();
    }

    private long total() {
        return start + deadlines.total().toNanos();
    }

    private String idle() {
        if (content == null) {
            return "no byte for " + DeadlineWords.of(deadlines.idle());
        }
        return lastOutput == null
                ? "no output after " + DeadlineWords.of(deadlines.firstToken())
                : "no output for " + DeadlineWords.of(deadlines.idle());
    }

    private long nextDeadline() {
        Long last = content == null ? body.lastStamp() : lastOutput;
        if (last != null) {
            return Math.min(total(), last + deadlines.idle().toNanos());
        }
        return content == null
                ? total()
                : Math.min(total(), start + deadlines.firstToken().toNanos());
    }

    /** A first byte or output that nobody has looked for yet can be no older than the last look. */
    private long nextLook() {
        long deadline = nextDeadline();
        boolean begun = content == null ? body.lastStamp() != null : lastOutput != null;
        return begun ? deadline : Math.min(deadline, looked + deadlines.idle().toNanos());
    }
}
