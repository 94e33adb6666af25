package dev.promptmeter.archive;

import dev.promptmeter.run.Ticker;
import dev.promptmeter.stats.Overshoots;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * How long after the end of its attempt an answer is on the disk, where the loss of power cannot take it: counted when a force has
 * covered its record, and not at all while nobody says what its instants count from. Safe for many threads.
 */
final class KeptLag {

    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private Overshoots lags = new Overshoots();
    private @Nullable Ticker ticker;

    private record Waiting(long position, long end) {}

    /** Counts from now on; the instants of answers are that clock's. */
    synchronized void count(Ticker clock) {
        ticker = clock;
    }

    /** The record of an answer stands there, behind all before; its attempt ended then. */
    synchronized void written(long position, long end) {
        if (ticker != null) {
            waiting.add(new Waiting(position, end));
        }
    }

    /** Whatever begins before that position is on the disk. */
    synchronized void forced(long upTo) {
        long now = ticker == null ? 0 : ticker.nanos();
        while (!waiting.isEmpty() && waiting.element().position() < upTo) {
            lags.add(now - waiting.remove().end());
        }
    }

    /** {@return what was counted since the last time that it was asked} */
    synchronized Overshoots told() {
        Overshoots told = lags;
        lags = new Overshoots();
        return told;
    }
}
