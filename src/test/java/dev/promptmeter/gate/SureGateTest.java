package dev.promptmeter.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.dataset.Check;
import dev.promptmeter.report.SampleCase;
import dev.promptmeter.run.CaseResult;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Gates with a number of their own that say how sure they are. */
class SureGateTest {

    private static GateResult only(List<CaseResult> results, String gate) {
        return Judged.verdict(results, Judged.gate(gate)).gates().get(0);
    }

    @ParameterizedTest
    @CsvSource({"19, 0", "18, 100"})
    void underPointNineteenOfTwentyMeetNinetyFivePercent(int passed, int exit) {
        Verdict verdict = Judged.verdict(Judged.passing(passed, 20), Judged.gate("passRate >= 95%"));

        assertThat(verdict.exitCode()).isEqualTo(exit);
        if (exit == 0) {
            assertThat(verdict.gates().get(0).detail())
                    .isEqualTo(
                            "95.0 % (19 of 20 cases, 95 % interval 76.3–99.2). The interval contains the limit: another"
                                    + " run may end otherwise.");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "prove passRate >= 95%, 384, INCONCLUSIVE, 102",
        "prove passRate >= 95%, 388, PASS, 0",
        "prove passRate >= 95%, 360, FAIL, 100",
        "guard passRate >= 95%, 384, INCONCLUSIVE, 0",
        "guard passRate >= 95%, 375, INCONCLUSIVE, 0",
        "guard passRate >= 95%, 360, FAIL, 100",
        "prove errorRate <= 1%, 400, PASS, 0"
    })
    void aShareIsProvedOrRefutedByTheExactTest(String gate, int passed, GateVerdict verdict, int exit) {
        Verdict judged = Judged.verdict(Judged.passing(passed, 400), Judged.gate(gate));

        assertThat(judged.gates().get(0).verdict()).isEqualTo(verdict);
        assertThat(judged.exitCode()).isEqualTo(exit);
    }

    @Test
    void aMissingProofSaysWhatItTakes() {
        assertThat(only(Judged.passing(384, 400), "prove passRate >= 95%").text())
                .isEqualTo(
                        "passRate >= 95% (prove): INCONCLUSIVE. 96.0 % (384 of 400 cases). Proof at 95 % needs 388 of"
                                + " 400.");
        assertThat(only(Judged.passing(20, 20), "prove passRate >= 90%").detail())
                .isEqualTo("100.0 % (20 of 20 cases). Proof at 95 % needs 29 cases or more.");
        assertThat(only(Judged.passing(384, 400), "guard passRate >= 95%").detail())
                .isEqualTo("96.0 % (384 of 400 cases). Between 93.9 % and 97.5 % (95 % sure on each side).");
    }

    @Test
    void aShareOnSeveralModelsIsWorthItsRowsOnly() {
        List<CaseResult> results = new ArrayList<>();
        for (int row = 0; row < 30; row++) {
            for (String model : List.of("a", "b")) {
                results.add(Judged.graded(SampleCase.of("facts", "r" + row).model(model), row >= 3));
            }
        }

        GateResult result = only(results, "prove passRate >= 70%");

        Sureness.Units units = result.grounds().sureness().units();
        assertThat(units.clusters()).isEqualTo(30);
        assertThat(units.designEffect()).isCloseTo(2.03, within(0.01));
        assertThat(result.detail())
                .startsWith("90.0 % (60 cases in 30 clusters, design effect 2.0). At least 75.8 % (95 % sure).");
    }

    @Test
    void repeatsOfACaseAreOneCase() {
        List<CaseResult> results = new ArrayList<>();
        for (int row = 0; row < 25; row++) {
            for (int repeat = 1; repeat <= 4; repeat++) {
                results.add(Judged.graded(SampleCase.of("facts", "r" + row).repeat(repeat), row >= 2));
            }
        }

        GateResult result = only(results, "prove passRate >= 80%");

        // 100 answers would prove it; 25 cases do not.
        assertThat(result.verdict()).isEqualTo(GateVerdict.INCONCLUSIVE);
        assertThat(result.grounds().sureness().method()).isEqualTo("proportion.effectiveN");
    }

    @Test
    void fewClustersDecideNothing() {
        List<CaseResult> results = new ArrayList<>();
        for (int i = 0; i < 190; i++) {
            results.add(Judged.graded(SampleCase.of("facts", "r" + i).var("passage", "p" + i % 19), true));
        }
        var spec = new GateSpec("passRate >= 50%", null, Confidence.PROVE, null, null, Severity.FAIL, "passage", 1);

        GateResult result =
                Judged.verdict(results, Judged.PARSER.parse(spec)).gates().get(0);

        assertThat(result.verdict()).isEqualTo(GateVerdict.INCONCLUSIVE);
        assertThat(result.code()).isEqualTo("FEW_CASES");
    }

    @ParameterizedTest
    @CsvSource({
        "prove metric.tone.mean >= 0.7, PASS",
        "guard metric.tone.mean >= 0.9, FAIL",
        "guard metric.tone.mean <= 0.7, FAIL"
    })
    void aScoreIsProvedByItsGuardedMean(String gate, GateVerdict verdict) {
        Check tone = Check.of("similar", "0.5").withMetric("tone");
        List<CaseResult> results = Judged.results(
                100,
                i -> i % 5 == 0
                        ? SampleCase.of("facts", "r" + i).fails(tone, "no").result()
                        : SampleCase.of("facts", "r" + i).passes(tone).result());

        GateResult result = only(results, gate);

        assertThat(result.verdict()).isEqualTo(verdict);
        assertThat(result.detail()).startsWith("0.800 (100 cases). At ");
    }

    private static List<CaseResult> answered(int n, long millis) {
        return Judged.results(
                n, i -> Judged.graded(SampleCase.of("facts", "r" + i).at(0, millis), true));
    }

    @ParameterizedTest
    @CsvSource({"12, INVALID, TOO_FEW, 102", "20, PASS,, 0"})
    void aQuantileUnderPointHasAFloor(int calls, GateVerdict verdict, String code, int exit) {
        Verdict judged = Judged.verdict(answered(calls, 900), Judged.gate("latency.p95 < 5s"));

        assertThat(judged.gates().get(0).verdict()).isEqualTo(verdict);
        assertThat(judged.gates().get(0).code()).isEqualTo(code);
        assertThat(judged.exitCode()).isEqualTo(exit);
    }

    @ParameterizedTest
    @CsvSource({"28, INCONCLUSIVE, OPEN_END, 102", "29, PASS,, 0"})
    void aQuantileIsProvedByCallsWithinTheLimit(int calls, GateVerdict verdict, String code, int exit) {
        Verdict judged = Judged.verdict(answered(calls, 900), Judged.gate("prove latency.p90 < 5s"));

        assertThat(judged.gates().get(0).verdict()).isEqualTo(verdict);
        assertThat(judged.gates().get(0).code()).isEqualTo(code);
        assertThat(judged.exitCode()).isEqualTo(exit);
    }

    @Test
    void aQuantileWithoutAnUpperEndSaysWhatItNeeds() {
        assertThat(only(answered(28, 900), "prove latency.p90 < 5s").text())
                .isEqualTo(
                        "latency.p90 < 5s (prove): INCONCLUSIVE (OPEN_END). 900 ms (n=28). p90 has no upper bound below"
                                + " 29 calls; this run has 28.");
    }

    @ParameterizedTest
    @CsvSource({"prove latency.p50 < 900ms, FAIL", "prove latency.p50 <= 900ms, PASS"})
    void aCallAtTheLimitIsWithinItOrNotAsItIsWritten(String gate, GateVerdict verdict) {
        assertThat(only(answered(40, 900), gate).verdict()).isEqualTo(verdict);
    }

    @Test
    void aTimeoutIsNotWithinAnyLimit() {
        List<CaseResult> results = Stream.concat(
                        answered(28, 900).stream(),
                        Judged.results(
                                12,
                                i -> SampleCase.of("facts", "late" + i)
                                        .at(0, 2_000)
                                        .error(FailureKind.TIMEOUT, "no answer in 2 s")
                                        .result())
                                .stream())
                .toList();

        assertThat(only(results, "guard latency.p90 < 1h").verdict()).isEqualTo(GateVerdict.FAIL);
    }

    @ParameterizedTest
    @CsvSource({"point", "guard", "prove"})
    void fewerCasesThanDemandedAreInvalid(String confidence) {
        Verdict verdict =
                Judged.verdict(Judged.passing(150, 150), Judged.demanding(200, confidence + " passRate >= 50%"));

        assertThat(verdict.gates().get(0).code()).isEqualTo("TOO_FEW");
        assertThat(verdict.exitCode()).isEqualTo(102);
    }

    @Test
    void theOrderOfRowsChangesNoDigit() {
        List<CaseResult> results = new ArrayList<>();
        for (int row = 0; row < 90; row++) {
            Check tone = Check.of("similar", "0.5").withMetric("tone");
            SampleCase sample = SampleCase.of("facts", "r" + row).at(row, 100 + row % 7);
            results.add(
                    row % 9 == 0
                            ? sample.fails(tone, "no").result()
                            : sample.passes(tone).result());
        }
        List<CaseResult> shuffled = new ArrayList<>(results);
        Collections.shuffle(shuffled, new Random(7));
        Gate[] gates = Stream.of("guard passRate >= 85%", "prove metric.tone.mean >= 0.8", "prove latency.p90 < 5s")
                .map(Judged::gate)
                .toArray(Gate[]::new);

        List<String> texts = texts(Judged.verdict(results, gates));

        assertThat(texts(Judged.verdict(shuffled, gates))).isEqualTo(texts);
    }

    private static List<String> texts(Verdict verdict) {
        return verdict.gates().stream()
                .map(result -> result.text() + " " + result.grounds().sureness())
                .toList();
    }
}
