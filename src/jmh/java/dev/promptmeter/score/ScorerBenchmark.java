package dev.promptmeter.score;

import dev.promptmeter.chat.Completion;
import dev.promptmeter.chat.FinishReason;
import dev.promptmeter.chat.TokenUsage;
import dev.promptmeter.cost.Cost;
import dev.promptmeter.cost.CostSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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

    private static final String SENTENCE = "Your parcel is due on Monday. ";

    /** The ten that a busy row carries, under one name beside those of the catalogue. */
    private static final String TEN = "ten";

    private static final List<String> BUSY_ROW = List.of(
            "equals: Refused",
            "icontains: due on tuesday",
            "contains-all: order,status,note",
            "regex: \"order\"\\s*:\\s*17\\b",
            "is-json",
            "contains-json",
            "word-count: ..500",
            "one-of: red,green,blue",
            "finish-reason: stop",
            "levenshtein(3): Refused");

    /** The check, as its help shows it; {@link dev.promptmeter.BenchmarkRun} puts every name of the catalogue here. */
    @Param(TEN)
    public String check;

    /** Characters of the answer, about. */
    @Param({"1024", "65536"})
    public int characters;

    private CheckSet checks;
    private Answer answer;

    /** {@return the name of every check that can judge without asking anybody, and of the busy row} */
    public static String[] names() {
        Stream<String> alone = Scorers.builtIn().all().stream()
                .map(Scorer::help)
                .filter(help -> standsAlone(help.example()))
                .map(CheckHelp::name);
        return Stream.concat(alone, Stream.of(TEN)).toArray(String[]::new);
    }

    private static boolean standsAlone(String example) {
        try {
            Scorers.builtIn().prepare(Cells.cell(example));
            return true;
        } catch (CheckException e) {
            return false;
        }
    }

    /** Prepares the check and the answer. */
    @Setup
    public void prepare() {
        Scorers scorers = Scorers.builtIn();
        Stream<String> cells = check.equals(TEN)
                ? BUSY_ROW.stream()
                : scorers.all().stream()
                        .map(Scorer::help)
                        .filter(help -> help.name().equals(check))
                        .map(CheckHelp::example);
        checks = CheckSet.of(cells.map(Cells::cell).map(scorers::prepare).toList(), null);
        Completion completion = new Completion(
                Completion.Kind.OK,
                "{\"order\":17,\"status\":\"shipped\",\"note\":\"" + SENTENCE.repeat(characters / SENTENCE.length())
                        + "\"}",
                null,
                null,
                null,
                FinishReason.of("stop"),
                null,
                null,
                null,
                new TokenUsage(20L, null, null, 220L, null, 240L),
                null);
        answer = new Answer(
                completion, Answer.Origin.FRESH, 1_000_000L, 1_000_000L, 500_000L, new Cost(1_000L, CostSource.PRICE));
    }

    /** One answer. */
    @Benchmark
    public Grade grade() {
        return checks.grade(answer);
    }
}
