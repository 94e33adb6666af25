package dev.promptmeter.run;

import dev.promptmeter.chat.Answered;
import dev.promptmeter.chat.Billed;
import dev.promptmeter.chat.ChatEndpoint;
import dev.promptmeter.chat.ChatRequest;
import dev.promptmeter.chat.Completion;
import dev.promptmeter.chat.Exchange;
import dev.promptmeter.chat.Failed;
import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.chat.FinishReason;
import dev.promptmeter.chat.RecordedAnswer;
import dev.promptmeter.chat.Stopwatch;
import dev.promptmeter.chat.Timing;
import dev.promptmeter.chat.TokenUsage;
import dev.promptmeter.chat.WireRequest;
import dev.promptmeter.cost.Price;
import dev.promptmeter.cost.PriceList;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * An endpoint that charges for what it does, and keeps its own account of it. Requests allow {@link #MOST_TOKENS} tokens; answers take
 * that many at most, unless it lies about its limit. A part of the requests fails, with or without a charge, or states no usage.
 */
final class PaidEndpoint implements ChatEndpoint {

    static final int MOST_TOKENS = 100;

    /** Picodollars for one token of a request: 1 USD per million. */
    private static final long INPUT_PICO = 1_000_000;

    private static final long OUTPUT_PICO = 2_000_000;

    private final Honesty honesty;
    private final Random random;
    private long charged;
    private long dearest;
    private int requests;

    /** Whether answers keep to the limit of their request. */
    enum Honesty {
        /** They do. */
        KEEPS_TO_LIMITS,
        /** They may be five times as long. */
        LIES
    }

    PaidEndpoint(Honesty honesty, long seed) {
        this.honesty = honesty;
        this.random = new Random(seed);
    }

    /** {@return how it is asked} */
    Model.Wire wire() {
        return new Model.Wire(this, PaidEndpoint::body, PaidEndpoint::read);
    }

    private static byte[] body(ChatRequest request) {
        String text = "{\"messages\":[" + request.messages().get(0).content() + "],\"max_tokens\":" + MOST_TOKENS + "}";
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** {@return what it charges, for the models of that name} */
    static PriceList prices(String model) {
        return new PriceList("2026-01-02", Map.of(model, Price.of("1", "2")));
    }

    /** {@return picodollars that it has charged} */
    synchronized long charged() {
        return charged;
    }

    /** {@return picodollars of its dearest request} */
    synchronized long dearest() {
        return dearest;
    }

    synchronized int requests() {
        return requests;
    }

    @Override
    public RecordedAnswer ask(WireRequest request, Stopwatch stopwatch) {
        stopwatch.start();
        byte[] reply = reply(request.body().length).getBytes(StandardCharsets.UTF_8);
        stopwatch.buffer(stopwatch.now(), reply.length);
        stopwatch.end();
        return new RecordedAnswer(
                request.id(),
                request.stream(),
                null,
                "",
                200,
                Map.of(),
                reply,
                stopwatch.times(),
                stopwatch.stamps(),
                Set.of());
    }

    private synchronized String reply(int bytes) {
        requests++;
        int prompt = 1 + random.nextInt(Math.max(1, bytes * 2 / 5));
        int longest = honesty == Honesty.LIES ? MOST_TOKENS * 5 : MOST_TOKENS;
        int output = random.nextInt(3) == 0 ? longest : 1 + random.nextInt(longest);
        int fate = random.nextInt(10);
        if (fate == 0) {
            return "server";
        }
        // Who cannot be believed states usage at least, or nobody could know what is spent.
        boolean told = honesty == Honesty.LIES || fate > 2;
        charge(prompt * INPUT_PICO + output * OUTPUT_PICO, told || fate == 2 || random.nextBoolean());
        return told ? "ok " + prompt + " " + output : fate == 1 ? "timeout" : "ok";
    }

    private void charge(long pico, boolean really) {
        charged += really ? pico : 0;
        dearest = really ? Math.max(dearest, pico) : dearest;
    }

    private static Exchange read(RecordedAnswer recorded) {
        String[] said = new String(recorded.body(), StandardCharsets.UTF_8).split(" ");
        var timing = Timing.plain(recorded.times(), recorded.times().end());
        if (!said[0].equals("ok")) {
            FailureKind kind = FailureKind.of(said[0]).orElseThrow();
            Billed billed = kind == FailureKind.TIMEOUT ? Billed.MAYBE : Billed.NO;
            return new Failed(kind, "as told", billed, null, null, timing, Set.of());
        }
        TokenUsage usage = said.length == 1
                ? TokenUsage.NONE
                : new TokenUsage(Long.valueOf(said[1]), null, null, Long.valueOf(said[2]), null, null);
        return new Answered(completion(usage), timing, Set.of());
    }

    private static Completion completion(TokenUsage usage) {
        return new Completion(
                Completion.Kind.OK,
                "Paris",
                null,
                null,
                null,
                FinishReason.of("stop"),
                null,
                null,
                "paid",
                usage,
                null);
    }
}
