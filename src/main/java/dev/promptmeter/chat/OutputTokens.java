package dev.promptmeter.chat;

import org.jspecify.annotations.Nullable;

/**
 * How many tokens an answer has by the best count that there is. What was only estimated is never priced.
 *
 * @param count tokens of the answer, all choices together; null if nobody counted them
 * @param source who counted
 */
public record OutputTokens(@Nullable Long count, TokenSource source) {

    /** Refuses a count of nobody's. */
    public OutputTokens {
        if ((count == null) != (source == TokenSource.NONE)) {
            throw new IllegalArgumentException("a count needs somebody who counted: " + count + ", " + source);
        }
    }

    /** {@return the best count of that answer, whole or broken off} */
    public static OutputTokens of(Completion completion, Timing timing) {
        Long stated = completion.usage().completion();
        OutputEvents output = timing.output();
        if (stated != null) {
            boolean running = output.source() == TokenSource.USAGE_RUNNING;
            return new OutputTokens(stated, running ? TokenSource.USAGE_RUNNING : TokenSource.USAGE);
        }
        Long counted = output.count() == 0 ? ofPlain(completion) : output.totalTokens();
        if (counted != null) {
            return new OutputTokens(counted, TokenSource.LOGPROBS);
        }
        return output.count() == 0
                ? new OutputTokens(null, TokenSource.NONE)
                : new OutputTokens((long) output.count(), TokenSource.CHUNKS);
    }

    /** Log probabilities are those of the text: beside other output they are not all of it. */
    private static @Nullable Long ofPlain(Completion completion) {
        boolean more = completion.reasoning() != null || completion.refusal() != null || completion.toolCalls() != null;
        return completion.likelihood() == null || more
                ? null
                : Long.valueOf(completion.likelihood().tokens());
    }
}
