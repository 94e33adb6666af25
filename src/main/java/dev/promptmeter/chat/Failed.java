package dev.promptmeter.chat;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * There is no answer to judge.
 *
 * @param kind why
 * @param message what the endpoint or the transport said, at most 500 characters, control characters made visible
 * @param billed whether the provider may have charged for it
 * @param status the HTTP status that it counts as: what the head said or, on a success status, the error in the body; null if none
 * @param retryAfter how long the endpoint asks us to wait; null if it does not
 * @param partial what was understood of a broken or unusable answer; null if nothing
 * @param timing when things happened
 * @param flags named oddities
 */
public record Failed(
        FailureKind kind,
        String message,
        Billed billed,
        @Nullable Integer status,
        @Nullable Duration retryAfter,
        @Nullable Completion partial,
        Timing timing,
        Set<String> flags)
        implements Exchange {

    /** A failure of which no status is known. */
    public Failed(
            FailureKind kind,
            String message,
            Billed billed,
            @Nullable Duration retryAfter,
            @Nullable Completion partial,
            Timing timing,
            Set<String> flags) {
        this(kind, message, billed, null, retryAfter, partial, timing, flags);
    }

    /** Copies the flags. */
    public Failed {
        flags = Set.copyOf(flags);
    }
}
