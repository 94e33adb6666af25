package dev.promptmeter.archive;

import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.dataset.Check;
import dev.promptmeter.run.Judging;
import dev.promptmeter.score.CaseVerdict;
import dev.promptmeter.score.Grade;
import dev.promptmeter.score.OrderEffect;
import dev.promptmeter.score.Outcome;
import dev.promptmeter.score.Score;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads what of a record {@code score} its answer does not say, and passes over the rest: every result of a run comes here. */
final class ScoreReading {

    private final List<Check> checks;
    private final Set<String> flags = new HashSet<>();
    private List<Outcome> outcomes = List.of();
    private int check;
    private String verdict = "";
    private @Nullable Double score;
    private @Nullable String reason;
    private @Nullable FailureKind error;
    private long pairs;
    private long changed;
    private @Nullable Long shedAt;

    private ScoreReading(List<Check> checks) {
        this.checks = checks;
    }

    /**
     * {@return what that record says}
     *
     * @param json stands before its first token
     * @param checks the checks of the case, in the order in which they were judged
     */
    static ScoreRecord.Verdict of(JsonParser json, List<Check> checks) {
        ScoreReading reading = new ScoreReading(checks);
        json.nextToken();
        reading.read(json);
        Grade grade = new Grade(
                CaseVerdict.valueOf(reading.verdict.toUpperCase(Locale.ROOT)),
                reading.score,
                reading.reason,
                reading.error,
                reading.outcomes);
        OrderEffect orderEffect = new OrderEffect(reading.pairs, reading.changed);
        boolean judged = !reading.flags.isEmpty() || !orderEffect.equals(OrderEffect.NONE);
        Judging judging = judged ? new Judging(List.of(), reading.flags, orderEffect) : Judging.NONE;
        return new ScoreRecord.Verdict(grade, judging, reading.shedAt);
    }

    private void read(JsonParser json) {
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            json.nextToken();
            take(name, json);
        }
    }

    private void take(String name, JsonParser json) {
        switch (name) {
            case "check" -> check = json.getIntValue();
            case "verdict" -> verdict = json.getString();
            case "score" -> score = json.getDoubleValue();
            case "reason" -> reason = json.getString();
            case "error" -> error = FailureKind.of(json.getString()).orElse(null);
            case "plan" -> shedAt = json.getLongValue();
            case "pairs" -> pairs = json.getLongValue();
            case "pairsChanged" -> changed = json.getLongValue();
            case "flags" -> takeFlags(json);
            case "checks" -> outcomes = outcomes(json, checks);
            // The number of a group stands before its parts.
            case "parts" -> outcomes = outcomes(json, checks.get(check).parts());
            default -> json.skipChildren();
        }
    }

    private void takeFlags(JsonParser json) {
        while (json.nextToken() != JsonToken.END_ARRAY) {
            String flag = json.getString();
            if (flag.startsWith("judge_")) {
                flags.add(flag);
            }
        }
    }

    private static List<Outcome> outcomes(JsonParser json, List<Check> checks) {
        List<Outcome> outcomes = new ArrayList<>(checks.size());
        while (json.nextToken() != JsonToken.END_ARRAY) {
            ScoreReading each = new ScoreReading(checks);
            each.read(json);
            outcomes.add(new Outcome(checks.get(each.check), each.score(), each.outcomes));
        }
        return outcomes;
    }

    private Score score() {
        String why = reason == null ? "" : reason;
        double value = score == null ? 0 : score;
        return switch (verdict) {
            case "pass" -> new Score.Graded(value, true, why);
            case "fail" -> new Score.Graded(value, false, why);
            case "unscored" -> new Score.Unscored(why, error == null ? FailureKind.UNSCORED : error);
            default -> new Score.Skipped(why);
        };
    }
}
