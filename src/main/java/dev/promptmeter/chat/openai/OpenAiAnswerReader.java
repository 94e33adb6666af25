package dev.promptmeter.chat.openai;

import dev.promptmeter.chat.AnswerReader;
import dev.promptmeter.chat.Billed;
import dev.promptmeter.chat.Completion;
import dev.promptmeter.chat.Exchange;
import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.chat.FinishReason;
import dev.promptmeter.chat.RecordedAnswer;
import dev.promptmeter.chat.TokenUsage;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;

/**
 * Understands chat completions, plain and streamed, and the errors of many servers.
 *
 * <p>A success status is not a success until the content says so. What the transport thought of a stream is not asked: a stream is
 * complete when it carries a terminal mark.
 */
public final class OpenAiAnswerReader implements AnswerReader {

    /** What Cloudflare answers after about 100 s without a byte from the server behind it. */
    private static final int SILENT_TOO_LONG = 524;

    private final @Nullable JsonPointer costField;
    private final InstantSource clock;
    private final Body body;

    /** What a success carries. */
    private enum Body {
        CHAT,
        EMBEDDINGS
    }

    /** Makes a reader for endpoints that state their cost in the usual places or not at all. */
    public OpenAiAnswerReader() {
        this(null);
    }

    /**
     * Makes a reader.
     *
     * @param costField where an answer states its cost in USD, such as {@code /usage/cost}; null if nowhere
     */
    public OpenAiAnswerReader(@Nullable JsonPointer costField) {
        this(costField, Clock.systemUTC());
    }

    OpenAiAnswerReader(@Nullable JsonPointer costField, InstantSource clock) {
        this(costField, clock, Body.CHAT);
    }

    private OpenAiAnswerReader(@Nullable JsonPointer costField, InstantSource clock, Body body) {
        this.costField = costField;
        this.clock = clock;
        this.body = body;
    }

    /** {@return a reader of embeddings, whose text is the vectors as JSON} */
    public static OpenAiAnswerReader ofEmbeddings() {
        return new OpenAiAnswerReader(null, Clock.systemUTC(), Body.EMBEDDINGS);
    }

    @Override
    public Exchange read(RecordedAnswer answer) {
        Reading reading = new Reading(answer);
        Integer status = answer.status();
        FailureKind end = answer.end();
        if (status == null || end == FailureKind.PROTOCOL || end == FailureKind.REDIRECT) {
            FailureKind kind = end == null ? FailureKind.PROTOCOL : end;
            String detail = answer.detail().isEmpty() ? "no answer" : answer.detail();
            return reading.failed(kind, detail, ErrorClass.billed(kind));
        }
        reading.retryAfter(RetryAfter.of(answer.headers(), status, clock));
        if (status < 200 || status > 299) {
            return refused(reading, status);
        }
        return success(reading);
    }

    private static Exchange refused(Reading reading, int status) {
        Map<String, String> headers = reading.answer().headers();
        ProviderError error = ErrorBody.of(reading.body(), status, headers);
        // A page comes from a gateway: its words say nothing about key, credit or quota.
        ProviderError words = ErrorBody.isHtml(reading.body(), headers) ? ProviderError.SILENT : error;
        if (ErrorClass.filtered(status, words)) {
            return reading.answered(withheld(), reading.plainTiming());
        }
        return reading.failed(
                ErrorClass.of(status, words), error.line(status) + advice(reading, status), ErrorClass.billed(status));
    }

    /** A gateway that hears nothing for so long gives up; of a stream it hears something. */
    private static String advice(Reading reading, int status) {
        return status == SILENT_TOO_LONG && !reading.answer().stream() ? "; use stream: true for long answers" : "";
    }

    /** {@return the completion of a prompt that a filter refused} */
    static Completion withheld() {
        return new Completion(
                Completion.Kind.FILTER,
                "",
                null,
                null,
                null,
                FinishReason.of("content_filter"),
                null,
                null,
                null,
                TokenUsage.NONE,
                null);
    }

    private Exchange success(Reading reading) {
        FailureKind fault = reading.decoded().fault();
        if (fault == FailureKind.UNSUPPORTED_ENCODING || fault == FailureKind.TOO_LARGE) {
            return reading.failed(fault, reading.decoded().reason(), Billed.YES);
        }
        if (body == Body.EMBEDDINGS) {
            return new EmbeddingAnswer(reading).read();
        }
        if (!reading.answer().stream()) {
            return new PlainAnswer(reading, costField).read();
        }
        if (isEventStream(reading)) {
            return new StreamAnswer(reading, costField).read();
        }
        reading.flags().add("stream_ignored");
        return new PlainAnswer(reading, costField).read();
    }

    /** Neither brace nor angle bracket can begin an event stream, and no JSON begins like an event, whatever the header says. */
    private static boolean isEventStream(Reading reading) {
        String type =
                reading.answer().headers().getOrDefault("content-type", "").toLowerCase(Locale.ROOT);
        int first = ErrorBody.firstByte(reading.body());
        boolean labelledJson = type.startsWith("application/json") && !StreamMark.beginsEvent(reading.body());
        return !labelledJson && first != '{' && first != '<';
    }
}
