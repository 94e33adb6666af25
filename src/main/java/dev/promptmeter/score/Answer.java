package dev.promptmeter.score;

import dev.promptmeter.chat.Completion;
import dev.promptmeter.cost.Cost;
import org.jspecify.annotations.Nullable;

/**
 * What is judged: an answer and what was measured of it.
 *
 * @param completion what the model said
 * @param origin where it came from; measured figures of an answer that was not asked for are skipped
 * @param latencyNanos headline latency; null if it was not measured
 * @param totalNanos from the first attempt's start to the last output, waits included; null if it was not measured
 * @param ttftNanos time to the first output; null if not streamed
 * @param cost of the case, all attempts
 * @param tools that its request offered
 */
public record Answer(
        Completion completion,
        Origin origin,
        @Nullable Long latencyNanos,
        @Nullable Long totalNanos,
        @Nullable Long ttftNanos,
        Cost cost,
        OfferedTools tools) {

    /** Makes an answer to a request without tools. */
    public Answer(
            Completion completion,
            Origin origin,
            @Nullable Long latencyNanos,
            @Nullable Long totalNanos,
            @Nullable Long ttftNanos,
            Cost cost) {
        this(completion, origin, latencyNanos, totalNanos, ttftNanos, cost, OfferedTools.NONE);
    }

    /** {@return the same answer to a request that offered these tools} */
    public Answer offered(OfferedTools other) {
        return new Answer(completion, origin, latencyNanos, totalNanos, ttftNanos, cost, other);
    }

    /** Where an answer came from. */
    public enum Origin {
        /** Asked for in this run. */
        FRESH,
        /** Taken from the cache. */
        CACHED,
        /** Given by the dataset. */
        PROVIDED
    }
}
