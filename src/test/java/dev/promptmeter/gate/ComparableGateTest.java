package dev.promptmeter.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.compare.Baseline;
import dev.promptmeter.compare.Comparison;
import dev.promptmeter.compare.Sides;
import dev.promptmeter.report.SampleCase;
import dev.promptmeter.report.SampleRuns;
import dev.promptmeter.run.CaseResult;
import dev.promptmeter.summary.Summary;
import dev.promptmeter.validity.Doubt;
import dev.promptmeter.validity.Level;
import dev.promptmeter.validity.MachineLog;
import dev.promptmeter.validity.Measurement;
import dev.promptmeter.validity.Reason;
import dev.promptmeter.validity.Thresholds;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What keeps a gate from comparing, and what missing answers do to it. */
class ComparableGateTest {

    private static Verdict compared(Baseline before, Baseline after, String... gates) {
        Gate[] read = List.of(gates).stream().map(Judged::gate).toArray(Gate[]::new);
        return Judged.verdict(Judged.between(before, after), read);
    }

    @Test
    void tooFewCommonCasesAreNotComparable() {
        Baseline before = Sides.run(400, 40);
        List<String> kept = IntStream.range(0, 244).mapToObj(i -> "p").collect(Collectors.toList());
        Baseline after = Sides.of(kept.toArray(String[]::new));

        Verdict verdict = compared(before, after, "passRate >= baseline - 2pp");

        assertThat(verdict.exitCode()).isEqualTo(102);
        assertThat(verdict.gates().get(0).text())
                .isEqualTo(
                        "passRate >= baseline - 2pp: INVALID (NOT_COMPARABLE). 244 of 400 baseline cases are in this run"
                                + " (61 %, needed 80 %): 156 removed, 0 edited, 0 added.");
    }

    @Test
    void anotherScorerBarsWhatItFeedsAndNothingElse() {
        Baseline before = Sides.run(300, 10);
        Baseline after = Sides.with(Sides.run(300, 10), Sides.judged("c1", "2"));

        Verdict verdict = compared(
                before,
                after,
                "passRate >= baseline - 2pp",
                "regressions == 0",
                "errorRate <= baseline + 2pp",
                "cost.mean <= baseline * 1.1");

        assertThat(verdict.gates())
                .extracting(GateResult::verdict)
                .containsExactly(GateVerdict.INVALID, GateVerdict.INVALID, GateVerdict.PASS, GateVerdict.PASS);
        assertThat(verdict.exitReason())
                .isEqualTo(
                        "gate passRate >= baseline - 2pp cannot be judged: check 'contains' judges otherwise: version 1"
                                + " then, 2 now");
    }

    @Test
    void anotherConcurrencyBarsTimesAlone() {
        Baseline before = Sides.run(300, 10);
        Baseline after = Sides.with(Sides.run(300, 10), Sides.loaded("closed", 16));

        Verdict verdict = compared(before, after, "latency.p95 <= baseline * 1.2", "passRate >= baseline - 2pp");

        assertThat(verdict.exitCode()).isEqualTo(102);
        assertThat(verdict.gates().get(0).text())
                .isEqualTo(
                        "latency.p95 <= baseline * 1.2: INVALID (NOT_COMPARABLE). Times were taken under another load:"
                                + " closed loop, 8 in flight then, closed loop, 16 in flight now.");
        assertThat(verdict.gates().get(1).verdict()).isEqualTo(GateVerdict.PASS);
    }

    @ParameterizedTest
    @CsvSource({
        // errors now, worsened, verdict: as good as it can be it passes, as bad as it can be it fails, or both say the
        // same
        "30, 0, INVALID",
        "10, 60, FAIL",
        "0, 60, FAIL"
    })
    void aVerdictStandsIfNoMissingAnswerCouldChangeIt(int errors, int worsened, GateVerdict verdict) {
        Baseline before = Sides.of("p".repeat(200).split(""));
        Baseline after =
                Sides.of(("e".repeat(errors) + "f".repeat(worsened) + "p".repeat(200 - errors - worsened)).split(""));

        GateResult result =
                compared(before, after, "passRate >= baseline - 5pp").gates().get(0);

        assertThat(result.verdict()).isEqualTo(verdict);
    }

    @Test
    void missingAnswersAreCountedAndNamed() {
        Baseline before = Sides.of("p".repeat(200).split(""));
        Baseline bad = Sides.of(("e".repeat(10) + "f".repeat(60) + "p".repeat(130)).split(""));
        Baseline open = Sides.of(("e".repeat(30) + "p".repeat(170)).split(""));
        Baseline few = Sides.of(("e" + "p".repeat(199)).split(""));

        assertThat(compared(before, bad, "passRate >= baseline - 5pp")
                        .gates()
                        .get(0)
                        .detail())
                .contains("The verdict holds whatever the 10 missing answers were.");
        assertThat(compared(before, open, "passRate >= baseline - 5pp")
                        .gates()
                        .get(0)
                        .text())
                .endsWith(
                        "INVALID (MISSING). 30 of 200 pairs lack an answer on one side (0 in the baseline only, 30 in the"
                                + " run only), and they could change the verdict.");
        assertThat(compared(before, few, "passRate >= baseline - 5pp")
                        .gates()
                        .get(0)
                        .detail())
                .contains("1 of 200 pairs lack an answer on one side and are left out.");
    }

    @Test
    void missingAnswersCountUnderPointToo() {
        Baseline before = Sides.of("p".repeat(200).split(""));
        Baseline open = Sides.of(("e".repeat(30) + "p".repeat(170)).split(""));
        Baseline bad = Sides.of(("e".repeat(30) + "f".repeat(170)).split(""));

        assertThat(compared(before, open, "point passRate >= baseline - 5pp")
                        .gates()
                        .get(0)
                        .code())
                .isEqualTo("MISSING");
        assertThat(compared(before, bad, "point passRate >= baseline - 5pp")
                        .gates()
                        .get(0)
                        .verdict())
                .isEqualTo(GateVerdict.FAIL);
    }

    @Test
    void nothingButErrorsIsInvalid() {
        Baseline before = Sides.of("p".repeat(40).split(""));
        Baseline after = Sides.of("e".repeat(40).split(""));

        assertThat(compared(before, after, "passRate >= baseline - 5pp")
                        .gates()
                        .get(0)
                        .code())
                .isEqualTo("NO_DATA");
    }

    /** Forty rows of two tags each asked with two models, of which the first rows fail for both. */
    private static List<CaseResult> tagged(int failing) {
        return IntStream.range(0, 80)
                .mapToObj(i -> Judged.graded(
                        SampleCase.of("towns", "r" + i / 2)
                                .prompt("v1")
                                .model(i % 2 == 0 ? "a" : "b")
                                .meta("tag", i < 40 ? "eu" : "us")
                                .meta("passage", "p" + i / 8),
                        i / 2 >= failing))
                .toList();
    }

    private static GateResult sliced(Gate gate) {
        List<CaseResult> now = tagged(10);
        Summary summary = SampleRuns.of(now, List.of(gate)).summary();
        Comparison comparison = Judged.between(Sides.of(tagged(0)), Sides.of(now));
        return Verdict.of(List.of(gate), summary, comparison, Terms.of(ExitRules.DEFAULT))
                .gates()
                .get(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "passRate[tag=eu] >= baseline - 5pp         | 100.0 % -> 50.0 % (40 cases in 20 clusters).",
                "passRate[tag=us] >= baseline - 5pp         | 100.0 % -> 100.0 % (40 cases in 20 clusters).",
                "passRate[model=a] >= baseline - 5pp        | 100.0 % -> 75.0 % (improved 0, worsened 10 of 40).",
                "passRate[tag=eu,model=b] >= baseline - 5pp | 100.0 % -> 50.0 % (improved 0, worsened 10 of 20)."
            })
    void aGateIsAboutTheCasesItSelects(String gate, String figures) {
        assertThat(sliced(Judged.gate(gate)).sentences().get(0)).isEqualTo(figures);
    }

    @Test
    void aColumnMakesClustersOfItsOwn() {
        var spec = new GateSpec("passRate >= baseline - 5pp", null, null, null, null, Severity.FAIL, "passage", 1);

        GateResult result = sliced(Judged.PARSER.parse(spec));

        assertThat(result.grounds().sureness().units().clusters()).isEqualTo(10);
        assertThat(result.code()).isEqualTo("FEW_CASES");
        assertThat(result.sentences().get(0)).isEqualTo("100.0 % -> 75.0 % (80 cases in 10 clusters).");
    }

    @Test
    void whatAMeasurementCouldNotSayIsNotJudged() {
        var stalled = new Doubt(Reason.STALLS, Level.INVALID, 0.12, 0.1);
        var measurement = new Measurement(
                Level.INVALID, List.of(stalled), List.of(), Map.of(), null, new MachineLog(), Thresholds.USUAL);
        Terms terms = Terms.of(ExitRules.DEFAULT).measured(measurement);
        Gate times = Judged.gate("latency.p95 <= baseline * 1.2");
        Summary summary = SampleRuns.of(tagged(0), List.of(times)).summary();
        Comparison comparison = Judged.between(Sides.run(300, 0), Sides.run(300, 0));

        Verdict verdict = Verdict.of(List.of(times), summary, comparison, terms);

        assertThat(verdict.exitCode()).isEqualTo(102);
        assertThat(verdict.gates().get(0).text())
                .isEqualTo("latency.p95 <= baseline * 1.2: INVALID (MEASUREMENT). The measurement is INVALID: 12.0 %"
                        + " of attempts overlap a client stall (limit 10.0 %).");
    }
}
