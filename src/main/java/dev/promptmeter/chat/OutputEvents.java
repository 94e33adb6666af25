package dev.promptmeter.chat;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The events of a stream that brought output: when each came and, where all of that is known, how many tokens it brought.
 *
 * <p>Gaps are those between events, which are chunks and not tokens. Events that one buffer completed share their instant, so that
 * the gap between them is 0.
 *
 * @param instants nanoseconds since the run's origin, never falling; not to be changed
 * @param tokens of each event, with those of events without output before it; null unless all are known; not to be changed
 * @param source who counted the tokens; {@code NONE} exactly if they are not known
 */
public record OutputEvents(long[] instants, long @Nullable [] tokens, TokenSource source) {

    /** No event brought output, or the answer was not streamed. */
    public static final OutputEvents NONE = new OutputEvents(new long[0], null, TokenSource.NONE);

    private static final long STALL_NANOS = 1_000_000_000L;

    /** Refuses tokens of other events. */
    public OutputEvents {
        if (tokens != null && tokens.length != instants.length || (tokens == null) != (source == TokenSource.NONE)) {
            throw new IllegalArgumentException("each event needs its tokens and their source: " + source);
        }
    }

    /** {@return events at those instants whose tokens are not known} */
    public static OutputEvents at(long... instants) {
        return instants.length == 0 ? NONE : new OutputEvents(instants, null, TokenSource.NONE);
    }

    /** {@return how many there are} */
    public int count() {
        return instants.length;
    }

    /** {@return when the first came; null if there is none} */
    public @Nullable Long first() {
        return instants.length == 0 ? null : instants[0];
    }

    /** Hands out each gap between one event and the next, nanoseconds, in order. */
    public void forEachGap(LongConsumer gaps) {
        for (int i = 1; i < instants.length; i++) {
            gaps.accept(instants[i] - instants[i - 1]);
        }
    }

    /** {@return the longest gap, nanoseconds; null if there are fewer than two events} */
    public @Nullable Long maxGapNanos() {
        if (instants.length < 2) {
            return null;
        }
        long longest = 0;
        for (int i = 1; i < instants.length; i++) {
            longest = Math.max(longest, instants[i] - instants[i - 1]);
        }
        return longest;
    }

    /** {@return the sum of gaps above one second, nanoseconds; null if there are fewer than two events} */
    public @Nullable Long stallNanos() {
        if (instants.length < 2) {
            return null;
        }
        long stalled = 0;
        for (int i = 1; i < instants.length; i++) {
            long gap = instants[i] - instants[i - 1];
            stalled += gap > STALL_NANOS ? gap : 0;
        }
        return stalled;
    }

    /** {@return how many share their instant with the one before: their gaps say how buffers were cut, and nothing of the endpoint} */
    public int coalesced() {
        int shared = 0;
        for (int i = 1; i < instants.length; i++) {
            shared += instants[i] == instants[i - 1] ? 1 : 0;
        }
        return shared;
    }

    /** {@return tokens of the first event; null if not known} */
    public @Nullable Long firstTokens() {
        return tokens == null || tokens.length == 0 ? null : tokens[0];
    }

    /** {@return tokens of all events; null if not known} */
    public @Nullable Long totalTokens() {
        return tokens == null ? null : Long.valueOf(Arrays.stream(tokens).sum());
    }

    /** Takes so many samples of a time between two tokens. */
    @FunctionalInterface
    public interface TokenGaps {

        /** That time, nanoseconds, so often. */
        void accept(double nanos, long times);
    }

    /**
     * Hands out the times between tokens: a gap that ends with several tokens is shared out evenly among them, and further tokens of
     * the first event have none. Nothing comes unless the tokens of every event are known.
     */
    public void forEachTokenGap(TokenGaps gaps) {
        if (tokens == null) {
            return;
        }
        for (int i = 1; i < instants.length; i++) {
            if (tokens[i] > 0) {
                gaps.accept((instants[i] - instants[i - 1]) / (double) tokens[i], tokens[i]);
            }
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OutputEvents events
                && Arrays.equals(instants, events.instants)
                && Arrays.equals(tokens, events.tokens)
                && source == events.source;
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.hashCode(instants), Arrays.hashCode(tokens), source);
    }
}
