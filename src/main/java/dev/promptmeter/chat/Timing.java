package dev.promptmeter.chat;

import org.jspecify.annotations.Nullable;

/**
 * When the parts of one attempt happened, in nanoseconds since the run's origin.
 *
 * @param times what was stamped
 * @param firstOutput the first event with content, reasoning or tool-call text; null if not streamed or none came
 * @param firstAnswer the first event with content, tool-call or refusal text; null likewise
 * @param last streamed: the last event with output; otherwise the last byte of the body
 * @param outputEvents number of events with output; 0 if not streamed
 */
public record Timing(
        Times times, @Nullable Long firstOutput, @Nullable Long firstAnswer, long last, int outputEvents) {

    /** {@return from handing the attempt to the client to the last output, nanoseconds} */
    public long serviceNanos() {
        return last - times.start();
    }

    /** {@return from handing the attempt to the client to the first output, nanoseconds; null if not streamed} */
    public @Nullable Long ttftNanos() {
        return firstOutput == null ? null : firstOutput - times.start();
    }

    /** {@return how long the attempt took, whatever came of it, nanoseconds} */
    public long durationNanos() {
        return times.end() - times.start();
    }
}
