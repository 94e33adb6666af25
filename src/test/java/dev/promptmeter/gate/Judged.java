package dev.promptmeter.gate;

import dev.promptmeter.compare.Baseline;
import dev.promptmeter.compare.Comparison;
import dev.promptmeter.compare.Sides;
import dev.promptmeter.dataset.Check;
import dev.promptmeter.report.SampleCase;
import dev.promptmeter.report.SampleRuns;
import dev.promptmeter.run.CaseResult;
import dev.promptmeter.summary.Figure;
import dev.promptmeter.summary.SampleSummary;
import dev.promptmeter.summary.Summary;
import dev.promptmeter.summary.Unit;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Runs and baselines judged by gates, for tests. */
final class Judged {

    static final GateParser PARSER = new GateParser(new KnownNames(Set.of("tone"), Set.of("latency")));

    private Judged() {}

    /** {@return a gate that is written as its expression, or with a confidence before it: {@code prove passRate >= 90%}} */
    static Gate gate(String written) {
        return PARSER.parse(spec(written, Severity.FAIL, null));
    }

    static Gate warning(String written) {
        return PARSER.parse(spec(written, Severity.WARN, null));
    }

    static Gate demanding(int minSamples, String written) {
        return PARSER.parse(spec(written, Severity.FAIL, minSamples));
    }

    private static GateSpec spec(String written, Severity severity, @Nullable Integer minSamples) {
        String first = written.substring(0, written.indexOf(' '));
        Confidence confidence = Confidence.of(first).orElse(null);
        String expression = confidence == null ? written : written.substring(first.length() + 1);
        return new GateSpec(expression, null, confidence, null, minSamples, severity, null, 1);
    }

    /** {@return pairs of which so many improved, so many worsened, and so many more passed both times; the rest failed both times} */
    static Comparison flips(int improved, int worsened, int passing, int n) {
        int failing = n - improved - worsened - passing;
        return Comparison.of(
                Sides.of(words(improved, 'f', worsened, 'p', passing, failing)),
                Sides.of(words(improved, 'p', worsened, 'f', passing, failing)));
    }

    private static String[] words(int improved, char first, int worsened, char second, int passing, int failing) {
        return (String.valueOf(first).repeat(improved)
                        + String.valueOf(second).repeat(worsened)
                        + "p".repeat(passing)
                        + "f".repeat(failing))
                .split("");
    }

    static Comparison between(Baseline before, Baseline after) {
        return Comparison.of(before, after);
    }

    /** {@return what comes of those gates in a run without errors that is compared so} */
    static Verdict verdict(@Nullable Comparison comparison, Gate... gates) {
        Summary summary = SampleSummary.with(
                        Figure.of("errorRate", Unit.SHARE, 0, 100), Figure.of("passRate", Unit.SHARE, 0.5, 100))
                .summary();
        return Verdict.of(List.of(gates), summary, comparison, Terms.of(ExitRules.DEFAULT));
    }

    static GateResult result(@Nullable Comparison comparison, String gate) {
        return verdict(comparison, gate(gate)).gates().get(0);
    }

    /** {@return so many results, made by their number from 1} */
    static List<CaseResult> results(int n, IntFunction<CaseResult> result) {
        return IntStream.rangeClosed(1, n).mapToObj(result).toList();
    }

    /** {@return so many cases of which the first pass} */
    static List<CaseResult> passing(int passed, int n) {
        return results(n, i -> graded(SampleCase.of("facts", "r" + i), i <= passed));
    }

    static CaseResult graded(SampleCase sample, boolean passes) {
        Check check = Check.of("contains", "Paris");
        return passes
                ? sample.passes(check).result()
                : sample.fails(check, "no Paris").result();
    }

    /** {@return what comes of those gates in a run with those results and no baseline} */
    static Verdict verdict(List<CaseResult> results, Gate... gates) {
        return SampleRuns.of(results, List.of(gates)).verdict();
    }
}
