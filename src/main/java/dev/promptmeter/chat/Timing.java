package dev.promptmeter.chat;

import org.jspecify.annotations.Nullable;

/**
 * When the parts of one attempt happened, in nanoseconds since the run's origin.
 *
 * @param times what was stamped
 * @param firstEvent the first event of a stream, whatever it brought; comments are none; null if not streamed or none came
 * @param firstAnswer the first event with content, tool-call or refusal text; null likewise
 * @param last streamed: the last event with output, else the first with a terminal mark, else the end; otherwise the last byte of the body
 * @param output the events with output; none if not streamed
 */
public record Timing(
        Times times, @Nullable Long firstEvent, @Nullable Long firstAnswer, long last, OutputEvents output) {

    /** {@return the timing of an answer that was not streamed} */
    public static Timing plain(Times times, long last) {
        return new Timing(times, null, null, last, OutputEvents.NONE);
    }

    /** {@return the first event with content, reasoning, tool-call or refusal text; null if not streamed or none came} */
    public @Nullable Long firstOutput() {
        return output.first();
    }

    /** {@return from handing the attempt to the client to the last output, nanoseconds} */
    public long serviceNanos() {
        return last - times.start();
    }

    /** {@return from handing the attempt to the client to the first byte of the body, nanoseconds; null if none came} */
    public @Nullable Long ttfbNanos() {
        return sinceStart(times.firstByte());
    }

    /** {@return from handing the attempt to the client to the first event, nanoseconds; null if not streamed} */
    public @Nullable Long ttfeNanos() {
        return sinceStart(firstEvent);
    }

    /** {@return from handing the attempt to the client to the first output, nanoseconds; null if not streamed} */
    public @Nullable Long ttftNanos() {
        return sinceStart(firstOutput());
    }

    /** {@return from handing the attempt to the client to the first output that is no reasoning, nanoseconds; null if not streamed} */
    public @Nullable Long ttfaNanos() {
        return sinceStart(firstAnswer);
    }

    private @Nullable Long sinceStart(@Nullable Long instant) {
        return instant == null ? null : instant - times.start();
    }

    /** {@return from the first output to the first that is no reasoning, nanoseconds; null if not streamed} */
    public @Nullable Long thinkingNanos() {
        Long first = firstOutput();
        return first == null || firstAnswer == null ? null : firstAnswer - first;
    }

    /** {@return from the last output to the end of the body, nanoseconds; part of no latency} */
    public long closeTailNanos() {
        return times.end() - last;
    }

    /** {@return how long the attempt took, whatever came of it, nanoseconds} */
    public long durationNanos() {
        return times.end() - times.start();
    }
}
