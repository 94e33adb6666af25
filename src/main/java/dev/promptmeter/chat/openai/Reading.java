package dev.promptmeter.chat.openai;

import dev.promptmeter.chat.Answered;
import dev.promptmeter.chat.Billed;
import dev.promptmeter.chat.Completion;
import dev.promptmeter.chat.Failed;
import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.chat.RecordedAnswer;
import dev.promptmeter.chat.Timing;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One recorded answer while it is being understood: its decoded bytes, their times, and the oddities found so far. */
final class Reading {

    private static final int LARGEST_BODY = 16 << 20;
    private static final int LARGEST_STREAM = 64 << 20;

    private final RecordedAnswer answer;
    private final ContentDecoder.Decoded decoded;
    private final EventTimes times;
    private final Set<String> flags;
    private @Nullable Duration retryAfter;

    Reading(RecordedAnswer answer) {
        this.answer = answer;
        int limit = answer.stream() ? LARGEST_STREAM : LARGEST_BODY;
        this.decoded =
                ContentDecoder.decode(answer.headers().get("content-encoding"), answer.body(), answer.stamps(), limit);
        this.times = new EventTimes(answer.times(), decoded.stamps());
        this.flags = new HashSet<>(answer.flags());
    }

    /** {@return what is being read} */
    RecordedAnswer answer() {
        return answer;
    }

    /** {@return the decoded body} */
    byte[] body() {
        return decoded.body();
    }

    /** {@return how decoding went} */
    ContentDecoder.Decoded decoded() {
        return decoded;
    }

    /** {@return when which byte of the decoded body came} */
    EventTimes times() {
        return times;
    }

    /** {@return the oddities, to be added to} */
    Set<String> flags() {
        return flags;
    }

    /** Notes how long the endpoint asks us to wait; null if it does not. */
    void retryAfter(@Nullable Duration wait) {
        retryAfter = wait;
    }

    /** {@return the timing of an answer that was not streamed} */
    Timing plainTiming() {
        return Timing.plain(answer.times(), times.ofLastByte());
    }

    /** {@return an answer to judge} */
    Answered answered(Completion completion, Timing timing) {
        return new Answered(completion, timing, flags);
    }

    /** {@return a failure of the attempt as a whole, with nothing understood} */
    Failed failed(FailureKind kind, String message, Billed billed) {
        return failed(kind, message, new Broken(billed, null, null, plainTiming()));
    }

    /** {@return a failure after something was understood} */
    Failed failed(FailureKind kind, String message, Broken broken) {
        RetryAdvice.of(answer, kind, broken.billed()).ifPresent(flags::add);
        return new Failed(
                kind,
                VisibleText.of(
                        kind == FailureKind.TIMEOUT ? message + attempt() : message, ProviderError.LONGEST_MESSAGE),
                broken.billed(),
                broken.status() == null ? refusedWith() : broken.status(),
                retryAfter,
                broken.partial(),
                broken.timing(),
                flags);
    }

    /** Who looks for it in the logs of a server needs to know which one it was. */
    private String attempt() {
        String id = answer.requestId();
        String number = id.substring(id.lastIndexOf('-') + 1);
        return id.isEmpty() ? "" : " (attempt " + number + ", request " + id + ")";
    }

    private @Nullable Integer refusedWith() {
        Integer status = answer.status();
        return status == null || status >= 200 && status <= 299 ? null : status;
    }

    /**
     * What is left of an answer that cannot be used.
     *
     * @param billed whether it may have been charged
     * @param status that the body of a success names; null if none
     * @param partial what was understood; null if nothing
     * @param timing when
     */
    record Broken(
            Billed billed,
            @Nullable Integer status,
            @Nullable Completion partial,
            Timing timing) {}
}
