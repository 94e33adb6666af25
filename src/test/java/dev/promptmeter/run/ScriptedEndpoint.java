package dev.promptmeter.run;

import dev.promptmeter.chat.AnswerReader;
import dev.promptmeter.chat.Answered;
import dev.promptmeter.chat.Billed;
import dev.promptmeter.chat.ChatEndpoint;
import dev.promptmeter.chat.Completion;
import dev.promptmeter.chat.Exchange;
import dev.promptmeter.chat.Failed;
import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.chat.FinishReason;
import dev.promptmeter.chat.RecordedAnswer;
import dev.promptmeter.chat.Stopwatch;
import dev.promptmeter.chat.Times;
import dev.promptmeter.chat.Timing;
import dev.promptmeter.chat.TokenUsage;
import dev.promptmeter.chat.WireRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint that says what a test tells it to, question by question. What it says is text, {@code ok|Paris} or {@code
 * rate|slow down|5000}, so that a journal of it can be read again.
 */
public final class ScriptedEndpoint implements ChatEndpoint {

    private static final Set<FailureKind> MAYBE_BILLED =
            EnumSet.of(FailureKind.TIMEOUT, FailureKind.RESET, FailureKind.STALE_CONNECTION, FailureKind.PROTOCOL);

    private final Map<String, Deque<String>> replies = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private final List<String> requestIds = new ArrayList<>();
    private @Nullable Hook hook;
    private int inFlight;
    private int mostInFlight;

    /** Something that happens while a question is in flight. */
    @FunctionalInterface
    public interface Hook {

        /** Told the question. */
        void asked(String question) throws InterruptedException;
    }

    /** {@return what is sent for an answer} */
    public static String ok(String text) {
        return "ok|" + text;
    }

    /** {@return what is sent for a failure} */
    public static String failing(FailureKind kind) {
        return kind.word() + "|as told";
    }

    /** {@return what is sent for a failure that asks to wait} */
    public static String failing(FailureKind kind, Duration retryAfter) {
        return kind.word() + "|as told|" + retryAfter.toMillis();
    }

    /** {@return the same; these are the replies to that question, the last one for ever} */
    public synchronized ScriptedEndpoint on(String question, String... each) {
        replies.put(question, new ArrayDeque<>(List.of(each)));
        return this;
    }

    /** {@return the same; this happens during each question} */
    public synchronized ScriptedEndpoint during(Hook each) {
        hook = each;
        return this;
    }

    /** {@return the questions in the order in which they came} */
    public synchronized List<String> asked() {
        return List.copyOf(asked);
    }

    /** {@return the request ids in the order in which they came} */
    public synchronized List<String> requestIds() {
        return List.copyOf(requestIds);
    }

    /** {@return the most questions that were in flight at a time} */
    public synchronized int mostInFlight() {
        return mostInFlight;
    }

    @Override
    public RecordedAnswer ask(WireRequest request, Stopwatch stopwatch) throws InterruptedException {
        stopwatch.start();
        String question = new String(request.body(), StandardCharsets.UTF_8);
        String reply = begin(question, request.id());
        try {
            if (hook != null) {
                hook.asked(question);
            }
        } finally {
            end();
        }
        byte[] body = reply.getBytes(StandardCharsets.UTF_8);
        stopwatch.buffer(stopwatch.now(), body.length);
        stopwatch.end();
        return new RecordedAnswer(
                request.id(),
                request.stream(),
                null,
                "",
                200,
                Map.of("content-type", "text/plain"),
                body,
                stopwatch.times(),
                stopwatch.stamps(),
                Set.of());
    }

    private synchronized String begin(String question, String requestId) {
        asked.add(question);
        requestIds.add(requestId);
        inFlight++;
        mostInFlight = Math.max(mostInFlight, inFlight);
        Deque<String> left = replies.get(question);
        if (left == null) {
            return ok("Paris");
        }
        return left.size() > 1 ? left.removeFirst() : left.getFirst();
    }

    private synchronized void end() {
        inFlight--;
    }

    /** {@return the reader of what it says} */
    public static AnswerReader reader() {
        return ScriptedEndpoint::read;
    }

    private static Exchange read(RecordedAnswer recorded) {
        String[] parts = new String(recorded.body(), StandardCharsets.UTF_8).split("\\|", 3);
        Times times = recorded.times();
        var timing = Timing.plain(times, times.end());
        if (parts[0].equals("ok")) {
            var usage = new TokenUsage(9L, null, null, 1L, null, 10L);
            var completion = new Completion(
                    Completion.Kind.OK,
                    parts[1],
                    null,
                    null,
                    null,
                    FinishReason.of("stop"),
                    null,
                    null,
                    "sim-small",
                    usage,
                    null);
            return new Answered(completion, timing, recorded.flags());
        }
        FailureKind kind = FailureKind.of(parts[0]).orElseThrow();
        Duration retryAfter = parts.length < 3 ? null : Duration.ofMillis(Long.parseLong(parts[2]));
        Billed billed = MAYBE_BILLED.contains(kind) ? Billed.MAYBE : Billed.NO;
        return new Failed(kind, parts[1], billed, retryAfter, null, timing, recorded.flags());
    }
}
