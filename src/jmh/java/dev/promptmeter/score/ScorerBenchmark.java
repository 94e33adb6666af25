package dev.promptmeter.score;

import dev.promptmeter.chat.Completion;
import dev.promptmeter.chat.FinishReason;
import dev.promptmeter.chat.TokenUsage;
import dev.promptmeter.cost.Cost;
import dev.promptmeter.cost.CostSource;
import dev.promptmeter.dataset.Check;
import dev.promptmeter.dataset.Quantity;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One answer judged by one check, and by the ten that a busy row carries. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ScorerBenchmark {

    private static final String ANSWER =
            "{\"order\":17,\"status\":\"shipped\",\"note\":\"" + "Your parcel is due on Monday. ".repeat(30) + "\"}";

    private static final Map<String, Check> CHECKS = Map.of(
            "equals", Check.of("equals", "Refused"),
            "icontains", Check.of("icontains", "due on tuesday"),
            "contains-all", Check.of("contains-all", "order,status,note"),
            "regex", Check.of("regex", "\"order\"\\s*:\\s*17\\b"),
            "is-json", Check.of("is-json", null),
            "contains-json", Check.of("contains-json", null),
            "word-count", Check.of("word-count", "..500"),
            "one-of", Check.of("one-of", "red,green,blue"),
            "finish-reason", Check.of("finish-reason", "stop"),
            "levenshtein", Check.of("levenshtein", "Refused").withThreshold(Quantity.of("3")));

    /** The check. */
    @Param({
        "equals",
        "icontains",
        "contains-all",
        "regex",
        "is-json",
        "contains-json",
        "word-count",
        "finish-reason",
        "levenshtein",
        "all"
    })
    public String check;

    private CheckSet checks;
    private Answer answer;

    /** Prepares the check and the answer. */
    @Setup
    public void prepare() {
        Scorers scorers = Scorers.builtIn();
        List<Check> chosen = check.equals("all") ? List.copyOf(CHECKS.values()) : List.of(CHECKS.get(check));
        checks = CheckSet.of(chosen.stream().map(scorers::prepare).toList(), null);
        Completion completion = new Completion(
                Completion.Kind.OK,
                ANSWER,
                null,
                null,
                null,
                FinishReason.of("stop"),
                null,
                null,
                null,
                TokenUsage.NONE,
                null);
        answer = new Answer(
                completion, Answer.Origin.FRESH, 1_000_000L, 1_000_000L, null, new Cost(1_000L, CostSource.PRICE));
    }

    /** One answer. */
    @Benchmark
    public Grade grade() {
        return checks.grade(answer);
    }
}
