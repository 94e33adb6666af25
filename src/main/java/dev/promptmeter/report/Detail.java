package dev.promptmeter.report;

import dev.promptmeter.chat.Completion;
import dev.promptmeter.chat.Exchange;
import dev.promptmeter.chat.Failed;
import dev.promptmeter.chat.TokenUsage;
import dev.promptmeter.run.Attempt;
import dev.promptmeter.run.CaseResult;
import dev.promptmeter.score.FailureText;
import dev.promptmeter.score.Outcome;
import dev.promptmeter.score.Score;
import dev.promptmeter.score.ScoreRange;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the drawer of the page shows of one case, as JSON. What is unknown is left out. */
final class Detail {

    /** Texts are cut here; the journal and {@code results.jsonl} have the whole. */
    static final int LONGEST_TEXT = 65_536;

    private Detail() {}

    static String json(CaseResult result) {
        ObjectNode detail = Json.object();
        put(detail, "reason", result.reason());
        put(detail, "answer", result.output());
        addAnswer(detail, result.completion());
        addExchange(detail, result.exchange());
        result.outcomes().forEach(outcome -> addCheck(detail.withArray("checks"), outcome));
        result.attempts().forEach(attempt -> addAttempt(detail.withArray("attempts"), attempt));
        ScoreRange.of(result.outcomes()).ifPresent(range -> detail.put("scoreRange", range.text()));
        detail.put("costSource", result.cost().source().word());
        return Json.text(detail);
    }

    private static void addAnswer(ObjectNode detail, @Nullable Completion completion) {
        if (completion == null) {
            return;
        }
        put(detail, "kind", completion.kind().word());
        put(detail, "reasoning", completion.reasoning());
        put(detail, "refusal", completion.refusal());
        put(
                detail,
                "toolCalls",
                completion.toolCalls() == null ? null : completion.toolCalls().toString());
        put(detail, "finishWord", completion.finish().word());
        put(detail, "nativeFinish", completion.nativeFinish());
        put(detail, "responseId", completion.id());
        put(detail, "responseModel", completion.model());
        addUsage(detail, completion.usage());
    }

    private static void addUsage(ObjectNode detail, TokenUsage usage) {
        put(detail, "cached", usage.cached());
        put(detail, "cacheWrite", usage.cacheWrite());
        put(detail, "reasoningTokens", usage.reasoning());
    }

    private static void addExchange(ObjectNode detail, @Nullable Exchange exchange) {
        if (exchange == null) {
            return;
        }
        if (exchange instanceof Failed failed) {
            put(detail, "message", failed.message());
        }
        exchange.flags().stream()
                .sorted()
                .forEach(flag -> detail.withArray("flags").add(flag));
        put(detail, "firstOutput", exchange.timing().firstOutput());
        put(detail, "last", exchange.timing().last());
        detail.put("outputEvents", exchange.timing().output().count());
    }

    private static void addCheck(ArrayNode checks, Outcome outcome) {
        ObjectNode check = checks.addObject();
        check.put("name", outcome.check().name());
        check.put("outcome", word(outcome.score()));
        if (outcome.value() != null) {
            check.put("score", outcome.value());
        }
        put(check, "reason", outcome.score().reason());
        put(check, "expected", expected(outcome.check().value()));
        put(
                check,
                "threshold",
                outcome.check().threshold() == null
                        ? null
                        : outcome.check().threshold().toString());
        put(check, "metric", outcome.check().metric());
        check.put("weight", outcome.check().weight());
        if (FailureText.comparesWhole(outcome.check())) {
            check.put("whole", true);
        }
        put(check, "origin", outcome.check().origin().source().toString());
        outcome.parts().forEach(part -> addCheck(check.withArray("checks"), part));
    }

    /** {@return the one word for what a check gave} */
    static String word(Score score) {
        if (score instanceof Score.Graded graded) {
            return graded.passed() ? "pass" : "fail";
        }
        return score instanceof Score.Unscored ? "unscored" : "skip";
    }

    /** {@return what a check compares with, as text; null if nothing} */
    static @Nullable String expected(@Nullable JsonNode value) {
        if (value == null) {
            return null;
        }
        return value.isString() ? value.stringValue() : value.toString();
    }

    private static void addAttempt(ArrayNode attempts, Attempt attempt) {
        ObjectNode node = attempts.addObject();
        node.put("number", attempt.number());
        put(node, "requestId", attempt.requestId());
        put(node, "status", attempt.status() == null ? null : Long.valueOf(attempt.status()));
        put(
                node,
                "failure",
                attempt.failure() == null ? null : attempt.failure().word());
        put(node, "wait", attempt.waitNanos());
        node.put("billed", attempt.billed().name().toLowerCase(Locale.ROOT));
        put(node, "cost", attempt.cost().pico());
        if (attempt.times() != null) {
            ObjectNode times = node.putObject("times");
            put(times, "plan", attempt.times().plan());
            put(times, "permit", attempt.times().permit());
            put(times, "start", attempt.times().start());
            put(times, "sent", attempt.times().sent());
            put(times, "head", attempt.times().head());
            put(times, "firstByte", attempt.times().firstByte());
            put(times, "end", attempt.times().end());
        }
    }

    private static void put(ObjectNode node, String name, @Nullable Long value) {
        if (value != null) {
            node.put(name, value);
        }
    }

    private static void put(ObjectNode node, String name, @Nullable String text) {
        if (text == null || text.isEmpty()) {
            return;
        }
        node.put(name, Excerpts.start(text, LONGEST_TEXT));
        if (text.length() > LONGEST_TEXT) {
            node.withObject("cut").put(name, text.length());
        }
    }
}
