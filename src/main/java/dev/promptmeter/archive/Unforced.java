package dev.promptmeter.archive;

import dev.promptmeter.run.Uninterrupted;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What a journal was told and may not have on its disk yet, kept so that it can be written again: a force that fails says nothing of
 * what became of the bytes. Safe for many threads.
 */
final class Unforced {

    /** A small heap is not to be filled with what is on its way to the disk. */
    private static final long MOST_BYTES =
            Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 16);

    private final long most;
    private final Deque<byte[]> pieces = new ArrayDeque<>();
    private long from;
    private long bytes;
    private boolean unbounded;

    /** Nothing yet; the first piece will stand at that position. */
    Unforced(long from) {
        this(from, MOST_BYTES);
    }

    /** The same for so many bytes at most. */
    Unforced(long from, long most) {
        this.from = from;
        this.most = most;
    }

    /** Another piece, right behind the last. */
    synchronized void add(byte[] piece) {
        pieces.add(piece);
        bytes += piece.length;
    }

    /** All before that position is on the disk. */
    synchronized void forcedTo(long position) {
        while (!pieces.isEmpty() && from + pieces.element().length <= position) {
            int length = pieces.remove().length;
            from += length;
            bytes -= length;
        }
        notifyAll();
    }

    /** {@return where the first byte stands} */
    synchronized long from() {
        return from;
    }

    /** {@return all of it in one piece} */
    synchronized byte[] all() {
        byte[] all = new byte[Math.toIntExact(bytes)];
        int at = 0;
        for (byte[] piece : pieces) {
            System.arraycopy(piece, 0, all, at, piece.length);
            at += piece.length;
        }
        return all;
    }

    /** Waits while there is too much of it: whoever records more would record it into memory alone. */
    void awaitRoom() {
        if (full()) {
            Uninterrupted.await(this::waitForRoom);
        }
    }

    private synchronized boolean full() {
        return bytes >= most && !unbounded;
    }

    private synchronized void waitForRoom() throws InterruptedException {
        while (full()) {
            wait();
        }
    }

    /** Nothing will be forced any more: nobody is to wait for that. */
    synchronized void keepAll() {
        unbounded = true;
        notifyAll();
    }
}
