package dev.promptmeter.chat;

import org.jspecify.annotations.Nullable;

/**
 * The instants of one attempt, in nanoseconds since the run's origin; null for what was never seen.
 *
 * @param plan when the attempt was due
 * @param permit when it was let go
 * @param start just before it was handed to the client
 * @param sent the client took the last byte of the request
 * @param head status and headers known
 * @param firstByte first byte of the body
 * @param end complete, failed or cancelled
 * @param due what made it due
 */
public record Times(
        long plan,
        long permit,
        long start,
        @Nullable Long sent,
        @Nullable Long head,
        @Nullable Long firstByte,
        long end,
        Due due) {

    /** What makes an attempt due. */
    public enum Due {
        /** Its slot became free, or its wait was over: the instant depends on what was answered before. */
        WHEN_FREE,
        /** A plan made ahead says so, whatever is answered. */
        AS_PLANNED
    }

    /** The instants of an attempt that was due when it could be made. */
    public Times(
            long plan,
            long permit,
            long start,
            @Nullable Long sent,
            @Nullable Long head,
            @Nullable Long firstByte,
            long end) {
        this(plan, permit, start, sent, head, firstByte, end, Due.WHEN_FREE);
    }

    /** {@return whether a plan made ahead says when it was due} */
    public boolean planned() {
        return due == Due.AS_PLANNED;
    }
}
