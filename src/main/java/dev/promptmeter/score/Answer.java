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
 */
public record Answer(
        Completion completion,
        Origin origin,
        @Nullable Long latencyNanos,
        @Nullable Long totalNanos,
        @Nullable Long ttftNanos,
        Cost cost) {

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
