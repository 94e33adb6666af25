package dev.promptmeter.chat.openai;

import dev.promptmeter.chat.ChatEndpoint;
import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.chat.HeaderLines;
import dev.promptmeter.chat.RecordedAnswer;
import dev.promptmeter.chat.Redactor;
import dev.promptmeter.chat.Stopwatch;
import dev.promptmeter.chat.WireRequest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint whose answers hold no key of the run: they are masked before anybody judges them, shows them to a judge or records them.
 *
 * <p>A coded body that holds one is kept decoded, because nothing can be masked inside of gzip.
 */
public final class MaskedEndpoint implements ChatEndpoint {

    private static final String CODING = "content-encoding";
    private static final int LARGEST = 64 << 20;
    private static final int LOWEST_ERROR = 400;

    private final ChatEndpoint endpoint;
    private final Redactor redactor;

    private MaskedEndpoint(ChatEndpoint endpoint, Redactor redactor) {
        this.endpoint = endpoint;
        this.redactor = redactor;
    }

    /** {@return that endpoint with its answers masked} */
    public static ChatEndpoint of(ChatEndpoint endpoint, Redactor redactor) {
        return new MaskedEndpoint(endpoint, redactor);
    }

    @Override
    public RecordedAnswer ask(WireRequest request, Stopwatch stopwatch) throws InterruptedException {
        RecordedAnswer answer = endpoint.ask(request, stopwatch);
        String coding = answer.headers().get(CODING);
        if (coding != null && redactor != Redactor.NONE) {
            return maskedInside(coding, answer);
        }
        byte[] whole = redactor.redact(answer.body());
        byte[] all = repeated(request) ? SpreadText.masked(whole, redactor) : whole;
        return masked(answer, refused(answer) ? HeaderLines.masked(all) : all);
    }

    private static boolean refused(RecordedAnswer answer) {
        return answer.status() != null && answer.status() >= LOWEST_ERROR;
    }

    /** Only a model that was told a key repeats it in the pieces of a stream; whoever else cuts one up does it on purpose. */
    private boolean repeated(WireRequest request) {
        return request.stream() && redactor.redact(request.body()) != request.body();
    }

    private static RecordedAnswer masked(RecordedAnswer answer, byte[] body) {
        if (body == answer.body()) {
            return answer;
        }
        var kept = new ContentDecoder.Decoded(body, answer.stamps(), null, "");
        return with(answer, answer.headers(), kept);
    }

    private RecordedAnswer maskedInside(String coding, RecordedAnswer answer) {
        ContentDecoder.Decoded decoded = ContentDecoder.decode(coding, answer.body(), answer.stamps(), LARGEST);
        byte[] body = redactor.redact(decoded.body());
        if (body == decoded.body()) {
            return answer;
        }
        Map<String, String> headers = new HashMap<>(answer.headers());
        headers.remove(CODING);
        return with(
                answer, headers, new ContentDecoder.Decoded(body, decoded.stamps(), decoded.fault(), decoded.reason()));
    }

    private static RecordedAnswer with(
            RecordedAnswer answer, Map<String, String> headers, ContentDecoder.Decoded kept) {
        Set<String> flags = new HashSet<>(answer.flags());
        flags.add(RecordedAnswer.CONTAINED_KEY);
        return new RecordedAnswer(
                answer.requestId(),
                answer.stream(),
                end(answer, kept),
                answer.end() == null && kept.fault() != null ? kept.reason() : answer.detail(),
                answer.status(),
                headers,
                kept.body(),
                answer.times(),
                kept.stamps(),
                flags);
    }

    private static @Nullable FailureKind end(RecordedAnswer answer, ContentDecoder.Decoded kept) {
        return answer.end() == null ? kept.fault() : answer.end();
    }
}
