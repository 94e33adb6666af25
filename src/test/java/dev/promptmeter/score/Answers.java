package dev.promptmeter.score;

import dev.promptmeter.chat.Completion;
import dev.promptmeter.chat.FinishReason;
import dev.promptmeter.chat.TokenUsage;
import dev.promptmeter.cost.Cost;
import dev.promptmeter.cost.CostSource;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** Answers for tests: fresh, finished with stop, of unknown cost, after 120 ms. */
final class Answers {

    private static final long LATENCY = Duration.ofMillis(120).toNanos();
    private static final long TOTAL = Duration.ofSeconds(2).toNanos();

    private Answers() {}

    static Answer saying(String text) {
        return of(completion(text, null, null, FinishReason.of("stop")), Answer.Origin.FRESH, Cost.UNKNOWN);
    }

    static Answer thinking(String reasoning, String text) {
        return of(completion(text, reasoning, null, FinishReason.of("stop")), Answer.Origin.FRESH, Cost.UNKNOWN);
    }

    static Answer calling(JsonNode toolCalls) {
        return of(completion("", null, toolCalls, FinishReason.of("tool_calls")), Answer.Origin.FRESH, Cost.UNKNOWN);
    }

    static Answer finishing(String word) {
        return of(completion("Paris", null, null, FinishReason.of(word)), Answer.Origin.FRESH, Cost.UNKNOWN);
    }

    static Answer costing(long pico) {
        return of(saying("Paris").completion(), Answer.Origin.FRESH, new Cost(pico, CostSource.PRICE));
    }

    static Answer from(Answer.Origin origin, String text) {
        return of(saying(text).completion(), origin, Cost.UNKNOWN);
    }

    static Answer unmeasured(String text) {
        return new Answer(saying(text).completion(), Answer.Origin.FRESH, null, null, null, Cost.UNKNOWN);
    }

    private static Answer of(Completion completion, Answer.Origin origin, Cost cost) {
        boolean fresh = origin == Answer.Origin.FRESH;
        return new Answer(completion, origin, fresh ? LATENCY : null, fresh ? TOTAL : null, null, cost);
    }

    private static Completion completion(String text, String reasoning, JsonNode toolCalls, FinishReason finish) {
        return new Completion(
                Completion.Kind.OK,
                text,
                reasoning,
                null,
                toolCalls,
                finish,
                finish.word(),
                null,
                null,
                TokenUsage.NONE,
                null);
    }
}
