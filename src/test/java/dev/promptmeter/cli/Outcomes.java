package dev.promptmeter.cli;

import dev.promptmeter.chat.Answered;
import dev.promptmeter.chat.Completion;
import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.chat.FinishReason;
import dev.promptmeter.chat.Times;
import dev.promptmeter.chat.Timing;
import dev.promptmeter.chat.TokenUsage;
import dev.promptmeter.cost.Cost;
import dev.promptmeter.cost.CostSource;
import dev.promptmeter.dataset.Row;
import dev.promptmeter.dataset.RowOptions;
import dev.promptmeter.run.CaseId;
import dev.promptmeter.run.CaseResult;
import dev.promptmeter.score.Answer;
import dev.promptmeter.score.CaseVerdict;
import dev.promptmeter.score.Grade;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Results as a run gives them, of cases of one dataset. */
final class Outcomes {

    private static final long CENT = 10_000_000_000L;

    private Outcomes() {}

    static CaseResult passed(String row, long latencyMillis) {
        return result(row, CaseVerdict.PASS, null, answered(latencyMillis));
    }

    static CaseResult failed(String row, String reason) {
        return result(row, CaseVerdict.FAIL, reason, answered(10));
    }

    static CaseResult error(String row, FailureKind kind) {
        Grade refused = new Grade(CaseVerdict.ERROR, null, "refused", kind, List.of());
        return new CaseResult(id(row), row(row), refused, null, List.of(), Answer.Origin.FRESH, Cost.UNKNOWN);
    }

    private static CaseResult result(String row, CaseVerdict verdict, String reason, Answered answer) {
        Cost cost = new Cost(CENT, CostSource.PROVIDER);
        Grade grade = Grade.unchecked(verdict, reason);
        return new CaseResult(id(row), row(row), grade, answer, List.of(), Answer.Origin.FRESH, cost);
    }

    private static CaseId id(String row) {
        return new CaseId("refunds", row, "v1", "sim", 1);
    }

    private static Row row(String id) {
        return new Row(id, 2, Map.of(), Map.of(), List.of(), RowOptions.NONE);
    }

    private static Answered answered(long latencyMillis) {
        long last = latencyMillis * 1_000_000;
        Times times = new Times(0, 0, 0, null, null, null, last);
        Completion completion = new Completion(
                Completion.Kind.OK,
                "Paris",
                null,
                null,
                null,
                new FinishReason(FinishReason.Kind.LENGTH, "length"),
                null,
                null,
                null,
                TokenUsage.NONE,
                null);
        return new Answered(completion, Timing.plain(times, last), Set.of());
    }
}
