package dev.promptmeter.chat.openai;

import java.util.ArrayDeque;
import java.util.Deque;

/** Our own count of connections that may be waiting in the client's pool: an attempt that finds none is cold. */
final class IdleConnections {

    /** The pool drops a connection after 4 s; counted a little shorter, so that a cold attempt is never called warm. */
    private static final long KEPT_NANOS = 3_900_000_000L;

    private final Deque<Long> since = new ArrayDeque<>();

    /** Takes the one used last. {@return whether there was one} */
    synchronized boolean take(long now) {
        while (!since.isEmpty() && now - since.peekFirst() > KEPT_NANOS) {
            since.pollFirst();
        }
        return since.pollLast() != null;
    }

    /** None is waiting any more. */
    synchronized void forget() {
        since.clear();
    }

    /** Gives one back whose answer came to its end. */
    synchronized void give(long now) {
        since.addLast(now);
    }
}
