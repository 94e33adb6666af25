package dev.promptmeter.run;

import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.score.Question;
import org.jspecify.annotations.Nullable;

/**
 * One attempt that is about to be sent.
 *
 * @param id which case and repeat
 * @param key answer key of the repeat
 * @param attempt from 1
 * @param requestId client request id
 * @param waitNanos waited since the previous attempt; 0 for the first
 * @param cause why it was waited for; null for the first attempt
 * @param body the bytes that will be sent; not to be changed
 * @param about the answer that a model is asked about for a check; null for an attempt at a case
 * @param reservedPico picodollars set aside for it; null if spending is not limited
 */
public record Intent(
        CaseId id,
        String key,
        int attempt,
        String requestId,
        long waitNanos,
        @Nullable FailureKind cause,
        byte[] body,
        @Nullable About about,
        @Nullable Long reservedPico) {

    /**
     * What a model is asked about for a check.
     *
     * @param requestId client request id of the attempt that brought the answer; {@code provided} if the dataset did,
     *     {@code cached} if the cache did
     * @param asker who is asked
     */
    public record About(String requestId, Question.Asker asker) {}

    /** An attempt at a case. */
    public Intent(
            CaseId id,
            String key,
            int attempt,
            String requestId,
            long waitNanos,
            @Nullable FailureKind cause,
            byte[] body) {
        this(id, key, attempt, requestId, waitNanos, cause, body, null, null);
    }

    /** {@return the same with so much set aside for it; null if spending is not limited} */
    public Intent reserving(@Nullable Long pico) {
        return pico == null ? this : new Intent(id, key, attempt, requestId, waitNanos, cause, body, about, pico);
    }
}
