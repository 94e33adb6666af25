package dev.promptmeter.summary;

import dev.promptmeter.chat.Answered;
import dev.promptmeter.chat.Billed;
import dev.promptmeter.chat.Completion;
import dev.promptmeter.chat.FinishReason;
import dev.promptmeter.chat.Times;
import dev.promptmeter.chat.Timing;
import dev.promptmeter.chat.TokenUsage;
import dev.promptmeter.cost.Cost;
import dev.promptmeter.cost.CostSource;
import dev.promptmeter.dataset.Check;
import dev.promptmeter.dataset.Row;
import dev.promptmeter.dataset.RowOptions;
import dev.promptmeter.run.Attempt;
import dev.promptmeter.run.CaseId;
import dev.promptmeter.run.CaseResult;
import dev.promptmeter.score.Answer;
import dev.promptmeter.score.CaseVerdict;
import dev.promptmeter.score.Grade;
import dev.promptmeter.score.Outcome;
import dev.promptmeter.score.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Results added up, with one group or many. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TallyBenchmark {

    private static final int RESULTS = 1_000;

    /** Models of the run. */
    @Param({"1", "50"})
    public int groups;

    private TallyPlan plan;
    private List<CaseResult> results;
    private Tally full;

    /** Makes results that differ in time and verdict. */
    @Setup
    public void prepare() {
        List<String> models = new ArrayList<>();
        for (int i = 0; i < groups; i++) {
            models.add("model-" + i);
        }
        plan = new TallyPlan(models, List.of("v1"), List.of("tone"), 1, Slo.NONE, Set.of());
        results = new ArrayList<>();
        for (int i = 0; i < RESULTS; i++) {
            results.add(result(i));
        }
        full = add();
    }

    private CaseResult result(int number) {
        long nanos = 50_000_000L + number * 10_007L;
        Times times = new Times(0, 1_000, 2_000, 3_000L, nanos, nanos, nanos + 2_000);
        Completion completion = new Completion(
                Completion.Kind.OK,
                "Paris",
                null,
                null,
                null,
                FinishReason.of("stop"),
                null,
                "id",
                "model",
                new TokenUsage(40L, 0L, null, 12L, 0L, 52L),
                null);
        Cost cost = new Cost(52_000_000L, CostSource.PRICE);
        Check check = Check.of("icontains", "Paris").withMetric("tone");
        return new CaseResult(
                new CaseId("facts", "r" + number, "v1", "model-" + number % groups, 1),
                new Row("r" + number, number + 2, Map.of(), Map.of(), List.of(check), RowOptions.NONE),
                new Grade(
                        number % 20 == 0 ? CaseVerdict.FAIL : CaseVerdict.PASS,
                        1.0,
                        null,
                        null,
                        List.of(new Outcome(check, number % 20 == 0 ? Score.fail("absent") : Score.pass("")))),
                new Answered(completion, Timing.plain(times, nanos), Set.of()),
                List.of(new Attempt(1, "pm-1", 200, null, times, 0, Billed.YES, cost)),
                Answer.Origin.FRESH,
                cost);
    }

    /** One result added, the making of the tally shared among a thousand. */
    @Benchmark
    @OperationsPerInvocation(RESULTS)
    public Tally add() {
        Tally tally = new Tally(plan);
        results.forEach(tally::add);
        return tally;
    }

    /** A thousand results added and summed up, exact percentiles included, shared among them. */
    @Benchmark
    @OperationsPerInvocation(RESULTS)
    public Summary addAndSumUp() {
        Tally tally = new Tally(plan);
        results.forEach(tally::add);
        return tally.summary(results::forEach, new Tally.Course(1_000_000_000L, RESULTS, null));
    }

    /** A tally of a thousand results joined to an empty one. */
    @Benchmark
    public Tally merge() {
        Tally tally = new Tally(plan);
        tally.merge(full);
        return tally;
    }

    /** A thousand results summed up, exact percentiles included. */
    @Benchmark
    public Summary summary() {
        return full.summary(results::forEach, new Tally.Course(1_000_000_000L, RESULTS, null));
    }
}
