package dev.promptmeter.chat.openai;

import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.chat.RecordedAnswer;
import dev.promptmeter.chat.Times;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Recorded answers for tests: one buffer that came 120 ms after the start, unless said otherwise. */
record Recorded(boolean stream, FailureKind end, int status, Map<String, String> headers, byte[] body, long[] stamps) {

    static final long START = 1_000_000_000L;

    static final String PARIS = """
            {"id":"chat-1","model":"m-1","choices":[{"index":0,"message":{"role":"assistant","content":"Paris"},"finish_reason":"stop"}],\
            "usage":{"prompt_tokens":9,"completion_tokens":1,"total_tokens":10}}""";

    static Recorded plain(String body) {
        return plain(body.getBytes(StandardCharsets.UTF_8));
    }

    static Recorded plain(byte[] body) {
        return new Recorded(false, null, 200, Map.of(), body, new long[] {body.length, 120_000_000L});
    }

    static Recorded stream(String body) {
        return stream(body.getBytes(StandardCharsets.UTF_8));
    }

    static Recorded stream(byte[] body) {
        Map<String, String> type = Map.of("content-type", "text/event-stream");
        return new Recorded(true, null, 200, type, body, new long[] {body.length, 120_000_000L});
    }

    Recorded status(int code) {
        return new Recorded(stream, end, code, headers, body, stamps);
    }

    Recorded header(String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return new Recorded(stream, end, status, more, body, stamps);
    }

    Recorded ended(FailureKind how) {
        return new Recorded(stream, how, status, headers, body, stamps);
    }

    Recorded stamped(long... each) {
        return new Recorded(stream, end, status, headers, body, each);
    }

    RecordedAnswer answer() {
        Times times = new Times(START, START, START, START, START + 100, START + 200, START + 900_000_000L);
        String detail = end == null ? "" : "as the transport saw it";
        return new RecordedAnswer("pm-1", stream, end, detail, status, headers, body, times, stamps, Set.of());
    }
}
