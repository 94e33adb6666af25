package dev.promptmeter.chat;

import java.util.Set;

/**
 * One event of a stream that held a JSON object: when it came and what it brought, for definitions other than our own.
 *
 * @param instant nanoseconds since the run's origin
 * @param parts what it brought; nothing for a chunk of usage alone
 */
public record Chunk(long instant, Set<Part> parts) {

    /** What a chunk may bring. */
    public enum Part {
        /** A choice, whatever it holds: a role or an empty text too. */
        CHOICE,
        /** Text of the answer. */
        CONTENT,
        /** Text of the reasoning channel. */
        REASONING,
        /** More of a tool call. */
        TOOL,
        /** Text of a refusal. */
        REFUSAL
    }

    /** Copies the parts. */
    public Chunk {
        parts = Set.copyOf(parts);
    }
}
