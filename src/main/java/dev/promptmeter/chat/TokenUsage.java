package dev.promptmeter.chat;

import org.jspecify.annotations.Nullable;

/**
 * Token counts as an endpoint stated them; null for what it did not state.
 *
 * @param prompt tokens of the request
 * @param cached of them, read from a cache
 * @param cacheWrite of them, written to a cache
 * @param completion tokens of the answer
 * @param reasoning of them, spent on reasoning
 * @param total as stated; not a sum of ours
 */
public record TokenUsage(
        @Nullable Long prompt,
        @Nullable Long cached,
        @Nullable Long cacheWrite,
        @Nullable Long completion,
        @Nullable Long reasoning,
        @Nullable Long total) {

    /** Nothing was stated. */
    public static final TokenUsage NONE = new TokenUsage(null, null, null, null, null, null);

    /** {@return whether both prompt and completion tokens are known} */
    public boolean complete() {
        return prompt != null && completion != null;
    }
}
