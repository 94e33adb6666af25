package dev.promptmeter.archive;

import dev.promptmeter.chat.Completion;
import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.chat.Redactor;
import dev.promptmeter.chat.TokenUsage;
import dev.promptmeter.cost.Cost;
import dev.promptmeter.dataset.Check;
import dev.promptmeter.run.Case;
import dev.promptmeter.run.CaseResult;
import dev.promptmeter.run.Judging;
import dev.promptmeter.score.CaseVerdict;
import dev.promptmeter.score.Grade;
import dev.promptmeter.score.OrderEffect;
import dev.promptmeter.score.Outcome;
import dev.promptmeter.score.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** The record {@code score}: the final result of a repeat. Class, tokens and cost stand in it for people; readers recompute them. */
final class ScoreRecord {

    static final String TYPE = "score";

    private ScoreRecord() {}

    /**
     * What a score record says that the answer does not.
     *
     * @param grade what its checks said
     * @param judging what is odd about its judging; its calls have records of their own
     */
    record Verdict(Grade grade, Judging judging) {}

    static byte[] encode(CaseResult result, Case asked, Redactor redactor) {
        return Json.object(json -> {
            json.writeStringProperty("t", TYPE);
            json.writeStringProperty("key", asked.key());
            CaseIdJson.write(json, result.id());
            if (!result.attempts().isEmpty()) {
                json.writeStringProperty(
                        "req",
                        result.attempts().get(result.attempts().size() - 1).requestId());
            }
            writeAnswer(json, result);
            writeFlags(json, result);
            writeOrderEffect(json, result.judging().orderEffect());
            writeCost(json, result.cost());
            json.writeStringProperty("verdict", result.verdict().word());
            if (result.score() != null) {
                json.writeNumberProperty("score", result.score());
            }
            if (result.reason() != null) {
                json.writeStringProperty("reason", redactor.redact(result.reason()));
            }
            if (result.failure() != null) {
                json.writeStringProperty("error", result.failure().word());
            }
            json.writeStringProperty("checksSha", asked.checks().sha());
            json.writeArrayPropertyStart("checks");
            writeOutcomes(json, result.outcomes(), redactor);
            json.writeEndArray();
        });
    }

    private static void writeAnswer(JsonGenerator json, CaseResult result) {
        Completion completion = result.completion();
        if (completion == null) {
            return;
        }
        json.writeStringProperty(
                "class",
                result.failure() == null
                        ? completion.kind().word()
                        : result.failure().word());
        json.writeStringProperty("finish", completion.finish().kind().word());
        writeTokens(json, completion.usage());
    }

    private static void writeFlags(JsonGenerator json, CaseResult result) {
        if ((result.completion() != null || !result.judging().flags().isEmpty())
                && !result.flags().isEmpty()) {
            json.writeArrayPropertyStart("flags");
            result.flags().stream().sorted().forEach(json::writeString);
            json.writeEndArray();
        }
    }

    private static void writeOrderEffect(JsonGenerator json, OrderEffect effect) {
        if (effect.pairs() > 0) {
            json.writeNumberProperty("pairs", effect.pairs());
            json.writeNumberProperty("pairsChanged", effect.changed());
        }
    }

    private static void writeTokens(JsonGenerator json, TokenUsage usage) {
        json.writeObjectPropertyStart("tokens");
        writeCount(json, "prompt", usage.prompt());
        writeCount(json, "cached", usage.cached());
        writeCount(json, "cacheWrite", usage.cacheWrite());
        writeCount(json, "completion", usage.completion());
        writeCount(json, "reasoning", usage.reasoning());
        writeCount(json, "total", usage.total());
        json.writeEndObject();
    }

    private static void writeCount(JsonGenerator json, String name, @Nullable Long count) {
        if (count != null) {
            json.writeNumberProperty(name, count);
        }
    }

    private static void writeCost(JsonGenerator json, Cost cost) {
        if (cost.pico() != null) {
            json.writeNumberProperty("costPico", cost.pico());
        }
        json.writeStringProperty("costSource", cost.source().word());
    }

    private static void writeOutcomes(JsonGenerator json, List<Outcome> outcomes, Redactor redactor) {
        for (int i = 0; i < outcomes.size(); i++) {
            Outcome outcome = outcomes.get(i);
            json.writeStartObject();
            json.writeNumberProperty("check", i);
            writeScore(json, outcome.score(), redactor);
            if (!outcome.parts().isEmpty()) {
                json.writeArrayPropertyStart("parts");
                writeOutcomes(json, outcome.parts(), redactor);
                json.writeEndArray();
            }
            json.writeEndObject();
        }
    }

    private static void writeScore(JsonGenerator json, Score score, Redactor redactor) {
        json.writeStringProperty("verdict", word(score));
        if (score instanceof Score.Graded graded) {
            json.writeNumberProperty("score", graded.value());
        }
        if (score instanceof Score.Unscored unscored && unscored.kind() != FailureKind.UNSCORED) {
            json.writeStringProperty("error", unscored.kind().word());
        }
        if (!score.reason().isEmpty()) {
            json.writeStringProperty("reason", redactor.redact(score.reason()));
        }
    }

    private static String word(Score score) {
        if (score instanceof Score.Graded graded) {
            return graded.passed() ? "pass" : "fail";
        }
        return score instanceof Score.Unscored ? "unscored" : "skip";
    }

    /**
     * {@return what that record says}
     *
     * @param checks the checks of the case, in the order in which they were judged
     */
    static Verdict decode(JsonNode record, List<Check> checks) {
        Grade grade = new Grade(
                CaseVerdict.valueOf(record.path("verdict").asString().toUpperCase(Locale.ROOT)),
                record.has("score") ? record.path("score").asDouble() : null,
                record.has("reason") ? record.path("reason").asString() : null,
                FailureKind.of(record.path("error").asString("")).orElse(null),
                outcomes(record.path("checks"), checks));
        OrderEffect orderEffect = new OrderEffect(
                record.path("pairs").asLong(0), record.path("pairsChanged").asLong(0));
        Set<String> flags = judgeFlags(record);
        boolean judged = !flags.isEmpty() || !orderEffect.equals(OrderEffect.NONE);
        return new Verdict(grade, judged ? new Judging(List.of(), flags, orderEffect) : Judging.NONE);
    }

    /** {@return whether that record says that there was an error} */
    static boolean error(JsonNode record) {
        return record.path("verdict").asString("").equals(CaseVerdict.ERROR.word());
    }

    private static Set<String> judgeFlags(JsonNode record) {
        return record.path("flags")
                .valueStream()
                .map(JsonNode::asString)
                .filter(flag -> flag.startsWith("judge_"))
                .collect(Collectors.toSet());
    }

    private static List<Outcome> outcomes(JsonNode nodes, List<Check> checks) {
        List<Outcome> outcomes = new ArrayList<>();
        for (JsonNode each : nodes) {
            Check check = checks.get(each.path("check").asInt());
            outcomes.add(new Outcome(check, score(each), outcomes(each.path("parts"), check.parts())));
        }
        return outcomes;
    }

    private static Score score(JsonNode each) {
        String reason = each.path("reason").asString("");
        return switch (each.path("verdict").asString()) {
            case "pass" -> new Score.Graded(each.path("score").asDouble(), true, reason);
            case "fail" -> new Score.Graded(each.path("score").asDouble(), false, reason);
            case "unscored" ->
                new Score.Unscored(
                        reason, FailureKind.of(each.path("error").asString("")).orElse(FailureKind.UNSCORED));
            default -> new Score.Skipped(reason);
        };
    }
}
