package dev.promptmeter.compare;

import dev.promptmeter.compare.BaselineHead.AskedModel;
import dev.promptmeter.compare.BaselineHead.Asking;
import dev.promptmeter.compare.BaselineHead.JudgedBy;
import dev.promptmeter.compare.BaselineHead.Origin;
import dev.promptmeter.compare.BaselineRepeat.Measured;
import dev.promptmeter.compare.BaselineRepeat.Source;
import dev.promptmeter.run.CaseId;
import dev.promptmeter.run.CaseResult;
import dev.promptmeter.score.CaseVerdict;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Baselines of tests. */
public final class Sides {

    private static final String OK = "a1b2c3d4e5f6";

    private Sides() {}

    /** {@return a run with one case a word; each letter is a repeat: p pass, f fail, e error, t timeout} */
    public static Baseline of(String... cases) {
        return of(repeat -> repeat, cases);
    }

    /** {@return the same with a change to every repeat} */
    public static Baseline of(UnaryOperator<BaselineRepeat> change, String... cases) {
        List<BaselineRepeat> repeats = new ArrayList<>();
        for (int i = 0; i < cases.length; i++) {
            for (int k = 0; k < cases[i].length(); k++) {
                repeats.add(change.apply(repeat(i, k + 1, cases[i].charAt(k))));
            }
        }
        return Baseline.of(head(), repeats);
    }

    /** {@return so many cases of one repeat, of which the first fail} */
    public static Baseline run(int cases, int failing) {
        return of("f ".repeat(failing).concat("p ".repeat(cases - failing)).split(" "));
    }

    /** {@return the baseline of those results} */
    public static Baseline of(List<CaseResult> results) {
        List<BaselineRepeat> repeats = results.stream()
                .map(result -> new BaselineRepeat(
                        result.id(),
                        OK,
                        result.verdict(),
                        null,
                        null,
                        "stop",
                        Source.ASKED,
                        new Measured(100_000L, null, 10L, 20L, 1_000_000L),
                        null,
                        null,
                        new TreeMap<>()))
                .toList();
        return Baseline.of(head(), repeats);
    }

    private static BaselineRepeat repeat(int row, int number, char letter) {
        CaseVerdict verdict = switch (letter) {
            case 'p' -> CaseVerdict.PASS;
            case 'f' -> CaseVerdict.FAIL;
            default -> CaseVerdict.ERROR;
        };
        boolean judged = verdict.judged();
        return new BaselineRepeat(
                new CaseId("towns", "r" + row, "v1", "m", number),
                OK,
                verdict,
                judged ? BigDecimal.valueOf(verdict == CaseVerdict.PASS ? 1 : 0) : null,
                judged ? null : letter == 't' ? "timeout" : "server",
                judged ? "stop" : null,
                Source.ASKED,
                new Measured(judged ? 100_000L + row : null, null, 10L, judged ? 20L : null, 1_000_000L),
                judged ? "aa" + letter : null,
                null,
                new TreeMap<>());
    }

    public static BaselineHead head() {
        return new BaselineHead(
                "towns",
                null,
                new Origin("20260114-0912-k3f9", Instant.EPOCH, "promptmeter 1", 1, 1, "passed", List.of(), null),
                new Asking("closed", 8, 1, 0.02),
                List.of(new AskedModel("m", "model-1", "api.example.com", OK, new TreeSet<>())),
                new TreeMap<>(Map.of("v1", "1f0000000000")),
                new JudgedBy(new TreeMap<>(Map.of("towns", "c1")), new TreeMap<>(Map.of("contains", "1"))),
                List.of());
    }

    public static Baseline with(Baseline side, BaselineHead head) {
        return new Baseline(head, side.cases());
    }

    public static BaselineHead loaded(String loop, int concurrency) {
        BaselineHead head = head();
        return new BaselineHead(
                head.suite(),
                head.label(),
                head.origin(),
                new Asking(loop, concurrency, 1, 0.02),
                head.models(),
                head.prompts(),
                head.judging(),
                head.accepted());
    }

    /** A run whose figures are defined by that version. */
    public static BaselineHead defined(int metrics) {
        return from(metrics, null);
    }

    /** A run whose times are not to be used. */
    public static BaselineHead untimed() {
        return from(head().origin().metrics(), "the measurement is INVALID: it stood still");
    }

    private static BaselineHead from(int metrics, @Nullable String untimed) {
        BaselineHead head = head();
        Origin origin = head.origin();
        return new BaselineHead(
                head.suite(),
                head.label(),
                new Origin(
                        origin.run(),
                        origin.startedAt(),
                        origin.tool(),
                        origin.statistics(),
                        metrics,
                        origin.verdict(),
                        List.of(),
                        untimed),
                head.asking(),
                head.models(),
                head.prompts(),
                head.judging(),
                head.accepted());
    }

    public static BaselineHead judged(String checks, String scorer) {
        return head().with(
                        head().models(),
                        new JudgedBy(
                                new TreeMap<>(Map.of("towns", checks)), new TreeMap<>(Map.of("contains", scorer))));
    }

    public static BaselineRepeat content(BaselineRepeat same, String sha) {
        return new BaselineRepeat(
                same.id(),
                sha,
                same.verdict(),
                same.score(),
                same.errorKind(),
                same.finishReason(),
                same.source(),
                same.measured(),
                same.outputSha(),
                same.cluster(),
                same.metrics());
    }

    public static BaselineRepeat measured(BaselineRepeat same, Source source, Measured measured) {
        return new BaselineRepeat(
                same.id(),
                same.contentSha(),
                same.verdict(),
                same.score(),
                same.errorKind(),
                same.finishReason(),
                source,
                measured,
                same.outputSha(),
                same.cluster(),
                same.metrics());
    }

    public static BaselineRepeat scored(BaselineRepeat same, String metric, double value) {
        SortedMap<String, BigDecimal> metrics = new TreeMap<>(Map.of(metric, BigDecimal.valueOf(value)));
        return new BaselineRepeat(
                same.id(),
                same.contentSha(),
                same.verdict(),
                same.score(),
                same.errorKind(),
                same.finishReason(),
                same.source(),
                same.measured(),
                same.outputSha(),
                same.cluster(),
                metrics);
    }

    static int row(BaselineRepeat repeat) {
        return Integer.parseInt(repeat.id().row().substring(1));
    }

    static FigureChange figure(Comparison comparison, String name) {
        return comparison.figures().stream()
                .filter(figure -> figure.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
