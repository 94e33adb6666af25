package dev.promptmeter.chat.openai;

import dev.promptmeter.chat.Stopwatch;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Stamps every buffer, copies it, and keeps what came before an error. The client fills it; the request's own thread waits on it.
 *
 * <p>It hands itself out when it is over, or when it is told to, so that the waiting thread keeps the deadlines of the body.
 */
final class StampedBody implements BodySubscriber<StampedBody> {

    /** How the body stands. */
    enum State {
        /** More may come. */
        OPEN,
        /** A stream said that it is done; its connection is still open. */
        MARKED,
        /** It came to its end. */
        COMPLETE,
        /** The transport failed. */
        BROKEN,
        /** It is larger than we read. */
        TOO_LARGE,
        /** We gave it up. */
        ABANDONED
    }

    /** Whether the mark that ends a stream is looked for. */
    enum Marks {
        /** It is. */
        SOUGHT,
        /** It is not: the body is no stream, or coded. */
        IGNORED
    }

    private static final int FIRST_SIZE = 2_048;

    private final Stopwatch stopwatch;
    private final Marks marks;
    private final int limit;
    private final Thread waiter;
    private final CompletableFuture<StampedBody> handedOut = new CompletableFuture<>();
    private volatile State state = State.OPEN;
    private volatile @Nullable Long lastStamp;
    private volatile @Nullable Throwable failure;
    private volatile Flow.@Nullable Subscription subscription;
    private byte[] bytes = {};
    private int used;

    /** Makes a body for that thread to wait on. */
    StampedBody(Stopwatch stopwatch, Marks marks, int limit, Thread waiter) {
        this.stopwatch = stopwatch;
        this.marks = marks;
        this.limit = limit;
        this.waiter = waiter;
    }

    @Override
    public CompletionStage<StampedBody> getBody() {
        return handedOut;
    }

    /** Lets the request's own thread have the body as it stands and grows; harmless if it has it. */
    void handOut() {
        handedOut.complete(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription incoming) {
        subscription = incoming;
        incoming.request(Long.MAX_VALUE);
        if (state == State.ABANDONED) {
            incoming.cancel();
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        long instant = stopwatch.now();
        if (take(buffers, instant) == State.TOO_LARGE) {
            cancel();
        }
    }

    /** Stamp and copy are one step, so that the stamps of an abandoned body add up to its bytes. */
    private synchronized State take(List<ByteBuffer> buffers, long instant) {
        if (state != State.OPEN) {
            return state;
        }
        int more = 0;
        for (ByteBuffer buffer : buffers) {
            more += buffer.remaining();
        }
        int wanted = Math.min(more, limit - used);
        int kept = grown(wanted) ? wanted : Math.min(wanted, bytes.length - used);
        lastStamp = instant;
        stopwatch.buffer(instant, kept);
        int from = keep(buffers, kept);
        if (kept < more) {
            become(State.TOO_LARGE);
        } else if (marks == Marks.SOUGHT && StreamMark.endsWithin(bytes, from, used)) {
            become(State.MARKED);
        }
        return state;
    }

    /** {@return whether there is room for so many more; without memory an answer ends here like one that is larger than we read} */
    private boolean grown(int more) {
        if (used + more > bytes.length) {
            try {
                bytes = Arrays.copyOf(
                        bytes, Math.max(Math.max(FIRST_SIZE, used + more), (int) Math.min(limit, bytes.length * 2L)));
            } catch (OutOfMemoryError e) {
                return false;
            }
        }
        return true;
    }

    private int keep(List<ByteBuffer> buffers, int kept) {
        int from = used;
        int left = kept;
        for (ByteBuffer buffer : buffers) {
            int n = Math.min(left, buffer.remaining());
            buffer.get(bytes, used, n);
            used += n;
            left -= n;
        }
        return from;
    }

    @Override
    public void onError(Throwable cause) {
        failure = cause;
        become(State.BROKEN);
    }

    @Override
    public void onComplete() {
        become(State.COMPLETE);
    }

    private synchronized void become(State next) {
        if (state == State.OPEN || state == State.MARKED && next == State.COMPLETE) {
            state = next;
            if (!handedOut.complete(this)) {
                LockSupport.unpark(waiter);
            }
        }
    }

    /** Takes nothing more and closes the connection. */
    void abandon() {
        become(State.ABANDONED);
        cancel();
    }

    /** Closes the connection; harmless if the body is over. */
    void cancel() {
        Flow.Subscription open = subscription;
        if (open != null) {
            open.cancel();
        }
    }

    /** {@return how the body stands} */
    State state() {
        return state;
    }

    /** {@return why it is broken; null if it is not} */
    @Nullable
    Throwable failure() {
        return failure;
    }

    /** {@return when the last buffer came, on the stopwatch's clock; null if none did} */
    @Nullable
    Long lastStamp() {
        return lastStamp;
    }

    /** {@return how many bytes have come} */
    synchronized int size() {
        return used;
    }

    /** {@return whether it is as large as we read; if not, and yet too large, there was no memory for more} */
    synchronized boolean full() {
        return used == limit;
    }

    /** {@return the bytes so far, not to be changed} */
    synchronized byte[] bytes() {
        return used == bytes.length ? bytes : Arrays.copyOf(bytes, used);
    }
}
