package dev.promptmeter.report;

import dev.promptmeter.archive.FinishedRun;
import dev.promptmeter.archive.Manifest;
import dev.promptmeter.archive.Results;
import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.dataset.Check;
import dev.promptmeter.dataset.Row;
import dev.promptmeter.dataset.RowOptions;
import dev.promptmeter.gate.ExitRules;
import dev.promptmeter.gate.Gate;
import dev.promptmeter.gate.GateParser;
import dev.promptmeter.gate.GateSpec;
import dev.promptmeter.gate.KnownNames;
import dev.promptmeter.gate.Severity;
import dev.promptmeter.gate.Verdict;
import dev.promptmeter.run.CaseId;
import dev.promptmeter.run.CaseResult;
import dev.promptmeter.run.Conclusions;
import dev.promptmeter.run.Stop;
import dev.promptmeter.score.CheckSet;
import dev.promptmeter.summary.Summary;
import dev.promptmeter.validity.Measurement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Finished runs for the tests of reports. Their figures are those of their rows. */
public final class SampleRuns {

    private static final GateParser GATES = new GateParser(new KnownNames(Set.of("tone"), Set.of()));

    private SampleRuns() {}

    /** {@return a run of 22 rows with two models: passes, two wrong answers, an error, a retry, a cached and a skipped case} */
    public static FinishedRun small() {
        return measured(
                smallResults(),
                List.of(
                        gate("passRate >= 95%", Severity.FAIL, 72),
                        gate("latency.p95 < 5s", Severity.FAIL, 73),
                        gate("finishReason.length <= 0.5%", Severity.WARN, 74),
                        gate("cost.total < 3 USD", Severity.FAIL, 75),
                        gate("ttft.p99 < 1s", Severity.FAIL, 76)));
    }

    private static FinishedRun measured(List<CaseResult> results, List<Gate> gates) {
        FinishedRun run = of(results, gates);
        return new FinishedRun(
                run.manifest(),
                run.summary(),
                run.verdict(),
                run.durationMillis(),
                run.starts(),
                SampleMeasurement.of(results, run.summary()),
                null,
                run.results(),
                List.of());
    }

    /** {@return the results of {@link #small} in dataset order} */
    public static List<CaseResult> smallResults() {
        List<CaseResult> results = new ArrayList<>();
        for (int row = 1; row <= 20; row++) {
            results.add(easy(row, "gpt-4o-mini").streamed(40 + row).result());
            results.add(
                    row == 7 ? flaky(row).result() : easy(row, "local").untold().result());
        }
        results.add(tooLong());
        results.add(SampleCase.of("refunds", "r21")
                .line(22)
                .model("local")
                .error(FailureKind.RATE, "answered 429: slow down")
                .rateLimited(2)
                .at(5000, 30)
                .result());
        results.add(SampleCase.of("refunds", "r22")
                .line(23)
                .model("gpt-4o-mini")
                .passes(Check.of("is-json", null))
                .answering("{\"days\": 30}")
                .cached()
                .result());
        results.add(SampleCase.of("refunds", "r22")
                .line(23)
                .model("local")
                .skipped("later")
                .result());
        return results;
    }

    /** {@return the seven most telling cases of {@link #small}, with one gate of each verdict} */
    public static FinishedRun few() {
        List<CaseResult> results = smallResults().stream()
                .filter(result ->
                        Set.of("r7", "r20", "r21", "r22").contains(result.id().row()))
                .toList();
        return measured(
                results,
                List.of(
                        gate("passRate >= 95%", Severity.FAIL, 72),
                        gate("latency.max < 5s", Severity.FAIL, 73),
                        gate("passRate[tag=eu] >= 50%", Severity.FAIL, 74),
                        gate("finishReason.length <= 0.5%", Severity.WARN, 75),
                        gate("ttft.p99 < 1s", Severity.FAIL, 76)));
    }

    private static SampleCase easy(int row, String model) {
        return SampleCase.of("refunds", "r" + row)
                .line(row + 1)
                .model(model)
                .described("EU window")
                .meta("tag", "eu", "refund")
                .meta("lang", "en")
                .var("question", "How long may I return it? (" + row + ")")
                .answering("Refunds are accepted within 30 days of delivery.")
                .at(100L * row, 100 + 10L * row)
                .tokens(412, 128, 96)
                .costing("0.00011")
                .passes(Check.of("equals", "Refunds are accepted within 30 days of delivery.")
                        .withMetric("tone"));
    }

    private static SampleCase flaky(int row) {
        return SampleCase.of("refunds", "r" + row)
                .line(row + 1)
                .model("local")
                .described("EU window")
                .meta("tag", "eu", "refund")
                .meta("lang", "en")
                .var("question", "How long may I return it? (" + row + ")")
                .answering("Refunds are accepted within two weeks of delivery.")
                .rateLimited(1)
                .untold()
                .fails(
                        Check.of("equals", "Refunds are accepted within 30 days of delivery.")
                                .withMetric("tone"),
                        "differs at char 29")
                .passes(Check.of("contains", "delivery"));
    }

    private static CaseResult tooLong() {
        return SampleCase.of("refunds", "r21")
                .line(22)
                .model("gpt-4o-mini")
                .var("question", "=1+1, tell me everything")
                .answering("@all Refunds,\n\"and so on\"")
                .finished("length")
                .at(5000, 2600)
                .tokens(412, 0, 300)
                .costing("0.00031")
                .streamed(90)
                .fails(Check.of("finish-reason", "stop"), "length≠stop")
                .result();
    }

    /** {@return the result of a row that brings its answer along} */
    public static CaseResult provided(String answer) {
        RowOptions options = new RowOptions(null, null, null, null, answer, null, null, null);
        Row row = new Row("r1", 2, Map.of(), Map.of(), List.of(), options);
        return Conclusions.ofProvided(new CaseId("facts", "r1", "v1", "local", 1), row, CheckSet.NONE);
    }

    /** {@return a run of those results, in that order, without gates} */
    public static FinishedRun of(List<CaseResult> results) {
        return of(results, List.of());
    }

    /** {@return a run of those results, judged by those gates} */
    public static FinishedRun of(List<CaseResult> results, List<Gate> gates) {
        return of(results, gates, null);
    }

    /** {@return a run of those results that ended early} */
    public static FinishedRun of(List<CaseResult> results, List<Gate> gates, @Nullable Stop stop) {
        Summary summary = SampleTotals.of(results, gates, stop);
        Verdict verdict = Verdict.of(gates, summary, ExitRules.DEFAULT);
        return new FinishedRun(
                SampleManifest.of("support-bot", results),
                summary,
                verdict,
                238_412,
                1,
                Measurement.NOTHING,
                null,
                listed(results),
                List.of());
    }

    /** {@return the same run of a suite with these settings, as JSON} */
    public static FinishedRun configured(FinishedRun run, String resolved) {
        Manifest manifest = SampleManifest.configured(run.manifest(), resolved);
        return new FinishedRun(
                manifest,
                run.summary(),
                run.verdict(),
                run.durationMillis(),
                1,
                run.measurement(),
                null,
                run.results(),
                List.of());
    }

    /** {@return a gate} */
    public static Gate gate(String expression, Severity severity, int line) {
        return GATES.parse(new GateSpec(expression, null, null, null, null, severity, null, line));
    }

    /** {@return a run that shows that text wherever foreign text can stand} */
    public static FinishedRun hostile(String text) {
        CaseResult wrong = foreign(text)
                .fails(Check.of("equals", text).withMetric("tone"), text)
                .result();
        CaseResult broken =
                foreign(text).repeat(2).error(FailureKind.PROVIDER, text).result();
        CaseResult left = foreign(text).repeat(3).skipped(text).result();
        FinishedRun plain = of(List.of(wrong, broken, left), List.of(gate("passRate >= 95%", Severity.FAIL, 1)));
        return new FinishedRun(
                SampleManifest.of(text, List.of(wrong)),
                plain.summary(),
                plain.verdict(),
                plain.durationMillis(),
                2,
                plain.measurement(),
                null,
                plain.results(),
                List.of(text));
    }

    private static SampleCase foreign(String text) {
        return SampleCase.of(text, text)
                .prompt(text)
                .model(text)
                .described(text)
                .var(text, text)
                .meta("tag", text)
                .meta(text, text)
                .answering(text)
                .finished(text)
                .responseId(text)
                .flagged("trailing");
    }

    /** {@return a run of so many results that are made anew for every reader and never held together} */
    public static FinishedRun streaming(int count, IntFunction<CaseResult> result) {
        FinishedRun few =
                of(IntStream.range(0, Math.min(count, 40)).mapToObj(result).toList());
        Results results = new Results() {
            @Override
            public void forEach(Consumer<CaseResult> reader) {
                IntStream.range(0, count).mapToObj(result).forEach(reader);
            }
        };
        return new FinishedRun(
                few.manifest(),
                few.summary(),
                few.verdict(),
                few.durationMillis(),
                1,
                few.measurement(),
                null,
                results,
                List.of());
    }

    /** {@return the same, with the figures of all of them, judged by those gates} */
    public static FinishedRun summed(int count, IntFunction<CaseResult> result, List<Gate> gates) {
        FinishedRun streamed = streaming(count, result);
        List<CaseResult> few =
                IntStream.range(0, Math.min(count, 40)).mapToObj(result).toList();
        Summary summary = SampleTotals.of(few, streamed.results(), gates, null);
        Verdict verdict = Verdict.of(gates, summary, ExitRules.DEFAULT);
        return new FinishedRun(
                streamed.manifest(),
                summary,
                verdict,
                238_412,
                1,
                streamed.measurement(),
                null,
                streamed.results(),
                List.of());
    }

    private static Results listed(List<CaseResult> results) {
        return new Results() {
            @Override
            public void forEach(Consumer<CaseResult> reader) {
                results.forEach(reader);
            }
        };
    }
}
