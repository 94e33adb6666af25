package dev.promptmeter.archive;

import dev.promptmeter.chat.Completion;
import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.chat.Redactor;
import dev.promptmeter.chat.TokenUsage;
import dev.promptmeter.cost.Cost;
import dev.promptmeter.run.Case;
import dev.promptmeter.run.CaseResult;
import dev.promptmeter.run.Judging;
import dev.promptmeter.score.CaseVerdict;
import dev.promptmeter.score.Grade;
import dev.promptmeter.score.OrderEffect;
import dev.promptmeter.score.Outcome;
import dev.promptmeter.score.Score;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** The record {@code score}: the final result of a repeat. Class, tokens and cost stand in it for people; readers recompute them. */
final class ScoreRecord {

    static final String TYPE = "score";

    private static final String PLAN = "plan";

    private ScoreRecord() {}

    /**
     * What a score record says that the answer does not.
     *
     * @param grade what its checks said
     * @param judging what is odd about its judging; its calls have records of their own
     * @param shedAt the planned start of a repeat that was given up, nanoseconds from the origin of its process; null of any other
     */
    record Verdict(Grade grade, Judging judging, @Nullable Long shedAt) {

        /** {@return that start from an origin so many nanoseconds away} */
        @Nullable
        Long shedAt(long shift) {
            return shedAt == null ? null : (Long) (shedAt + shift);
        }
    }

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
            if (result.shedAt() != null) {
                json.writeNumberProperty(PLAN, result.shedAt());
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

    /** {@return whether that record says that there was an error} */
    static boolean error(JsonNode record) {
        return record.path("verdict").asString("").equals(CaseVerdict.ERROR.word());
    }
}
