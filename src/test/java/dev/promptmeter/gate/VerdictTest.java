package dev.promptmeter.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promptmeter.run.Shard;
import dev.promptmeter.run.Stop;
import dev.promptmeter.summary.Counts;
import dev.promptmeter.summary.Figure;
import dev.promptmeter.summary.SampleSummary;
import dev.promptmeter.summary.Unit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class VerdictTest {

    private static final Counts NOTHING_ANSWERED = SampleSummary.counts(0, 0, 3);

    @Test
    void aRunWhoseGatesHoldPasses() {
        Verdict verdict = verdict(run(0.96), "passRate >= 95%");

        assertThat(verdict.word()).isEqualTo(Verdict.Word.PASSED);
        assertThat(verdict.exitCode()).isZero();
        assertThat(verdict.exitName()).isEqualTo("ok");
    }

    @Test
    void aBrokenGateFailsTheRunAndIsNamed() {
        Verdict verdict = verdict(run(0.9457), "passRate >= 95%");

        assertThat(verdict.word()).isEqualTo(Verdict.Word.FAILED);
        assertThat(verdict.exitCode()).isEqualTo(100);
        assertThat(verdict.exitReason()).isEqualTo("gate passRate >= 95% (actual 94.6 %)");
    }

    @Test
    void aWarningNeverDecides() {
        var spec = new GateSpec("passRate >= 95%", null, null, null, null, Severity.WARN, null, 1);

        Verdict verdict = Verdict.of(List.of(gate(spec)), run(0.1).summary(), ExitRules.DEFAULT);

        assertThat(verdict.exitCode()).isZero();
        assertThat(verdict.count(GateVerdict.FAIL)).isEqualTo(1);
    }

    @Test
    void aGateThatCannotSpeakLeavesTheRunInconclusive() {
        Verdict verdict = verdict(run(0.96), "passRate >= 95%", "latency.p95 < 1s");

        assertThat(verdict.exitCode()).isEqualTo(102);
        assertThat(verdict.exitReason())
                .isEqualTo("gate latency.p95 < 1s cannot be judged: latency.p95 needs 20 values, this run has 7");
    }

    @Test
    void aLatencyUnderALoadThatWasFoundOutIsNotJudged() {
        List<Gate> gates = List.of(gate(GateSpec.of("latency.max < 1s", 1)), gate(GateSpec.of("passRate >= 95%", 2)));

        SampleSummary run = SampleSummary.with(
                Figure.of("passRate", Unit.SHARE, 0.96, 20),
                Figure.of("errorRate", Unit.SHARE, 0, 20),
                Figure.of("latency.max", Unit.NANOS, 7e8, 20));

        Verdict verdict = Verdict.of(
                gates, run.summary(), null, Terms.of(ExitRules.DEFAULT).under(Verdict.Load.CHANGING));

        assertThat(verdict.gates())
                .extracting(GateResult::verdict)
                .containsExactly(GateVerdict.INVALID, GateVerdict.PASS);
        assertThat(verdict.exitCode()).isEqualTo(102);
        assertThat(verdict.exitReason())
                .isEqualTo(
                        "gate latency.max < 1s cannot be judged: the number of requests in flight was found out during"
                                + " the run (concurrency: auto), so its latencies are of no one load");
    }

    @Test
    void aBrokenGateIsNotHiddenBehindOneThatCannotSpeak() {
        assertThat(verdict(run(0.5), "latency.p95 < 1s", "passRate >= 95%").exitCode())
                .isEqualTo(100);
    }

    @Test
    void anOutageNeverLooksLikeABadPrompt() {
        SampleSummary outage = run(0.5, 0.031).counting(SampleSummary.counts(2000, 325, 75));

        Verdict verdict = verdict(outage, "passRate >= 95%");

        assertThat(verdict.exitCode()).isEqualTo(102);
        assertThat(verdict.exitReason()).isEqualTo("3.1 % of 2,400 answers are errors, limit 2.0 %");
        assertThat(verdict.gates().get(0).verdict()).isEqualTo(GateVerdict.FAIL);
    }

    @Test
    void anErrorRateAtItsLimitIsStillFit() {
        assertThat(verdict(run(1, 0.02), "passRate >= 95%").exitCode()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "INTERRUPT,130,stopped",
        "TERMINATE,143,stopped",
        "HANGUP,129,stopped",
        "STORAGE,5,storage",
        "DATASET,2,usage",
        "TIME,102,inconclusive",
        "WAIT,102,inconclusive",
        "BUDGET,102,inconclusive",
        "KILLED,102,inconclusive",
        "ACCESS,102,inconclusive"
    })
    void anEarlyEndComesBeforeEveryGate(Stop.Cause cause, int code, String name) {
        Verdict verdict = verdict(run(0.5).stopped(cause, "it ended early"), "passRate >= 95%");

        assertThat(verdict.exitCode()).isEqualTo(code);
        assertThat(verdict.exitName()).isEqualTo(name);
        assertThat(verdict.exitReason()).isEqualTo("it ended early");
        assertThat(verdict.word()).isEqualTo(Verdict.Word.INCONCLUSIVE);
    }

    @Test
    void accessLostBeforeTheFirstAnswerHasACodeOfItsOwn() {
        SampleSummary refused = run(1).counting(NOTHING_ANSWERED).stopped(Stop.Cause.ACCESS, "answered 401");

        assertThat(verdict(refused, "passRate >= 95%").exitCode()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"0.5,100", "1,102"})
    void failFastNeverEndsWithZero(double passRate, int code) {
        SampleSummary stopped = run(passRate).stopped(Stop.Cause.FAIL_FAST, "1 failure");

        assertThat(verdict(stopped, "passRate >= 95%").exitCode()).isEqualTo(code);
    }

    @Test
    void anEmptySelectionIsNotAPass() {
        SampleSummary empty = run(1).counting(SampleSummary.counts(0, 0, 0));

        assertThat(verdict(empty, "passRate >= 95%").exitCode()).isEqualTo(4);
    }

    @Test
    void gatesThatOnlyInformAreJudgedAndDoNotDecide() {
        var rules = new ExitRules(0.02, ExitRules.Gating.INFORMS, 100, ExitRules.GateExit.SHOWN);

        Verdict verdict = Verdict.of(List.of(gate(GateSpec.of("passRate >= 95%", 1))), run(0.5).summary(), rules);

        assertThat(verdict.exitCode()).isZero();
        assertThat(verdict.gates().get(0).verdict()).isEqualTo(GateVerdict.FAIL);
    }

    @ParameterizedTest
    @CsvSource({"0,0", "100,7", "101,7", "102,102", "130,130", "3,3"})
    void anotherFailCodeReplacesOnlyFailures(int verdictCode, int processCode) {
        var rules = new ExitRules(0.02, ExitRules.Gating.DECIDES, 7, ExitRules.GateExit.SHOWN);

        assertThat(rules.processCode(verdictCode)).isEqualTo(processCode);
    }

    @ParameterizedTest
    @CsvSource({"0,0", "100,0", "101,0", "102,0", "130,130", "3,3", "5,5"})
    void hiddenGateResultsEndWithZeroAndNothingElseDoes(int verdictCode, int processCode) {
        var rules = new ExitRules(0.02, ExitRules.Gating.DECIDES, 100, ExitRules.GateExit.HIDDEN);

        assertThat(rules.processCode(verdictCode)).isEqualTo(processCode);
    }

    @ParameterizedTest
    @EnumSource(names = {"INCONCLUSIVE", "HANGUP", "INTERRUPTED", "TERMINATED", "STORAGE"})
    void aFailCodeMayNotLookLikeSomethingElse(ExitCode taken) {
        assertThatThrownBy(() -> new ExitRules(0, ExitRules.Gating.DECIDES, taken.number(), ExitRules.GateExit.SHOWN))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static SampleSummary run(double passRate) {
        return run(passRate, 0);
    }

    private static SampleSummary run(double passRate, double errorRate) {
        return SampleSummary.with(
                Figure.of("passRate", Unit.SHARE, passRate, 20),
                Figure.of("errorRate", Unit.SHARE, errorRate, 20),
                Figure.absent("latency.p95", Unit.NANOS, 7, "TOO_FEW"));
    }

    private static Verdict verdict(SampleSummary sample, String... expressions) {
        List<Gate> gates = List.of(expressions).stream()
                .map(text -> gate(GateSpec.of(text, 1)))
                .toList();
        return Verdict.of(gates, sample.summary(), ExitRules.DEFAULT);
    }

    private static Gate gate(GateSpec spec) {
        return new GateParser(KnownNames.NONE).parse(spec);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "none, 0",
                "BUDGET, 0",
                "TIME, 0",
                "FAIL_FAST, 0",
                "KILLED, 0",
                "DATASET, 2",
                "STORAGE, 5",
                "INTERRUPT, 130",
                "TERMINATE, 143"
            })
    void aShardDecidesNothingAndEndsByWhatWentWrongAlone(Stop.Cause cause, int code) {
        SampleSummary ended = cause == null ? run(0.1) : run(0.1).stopped(cause, "why");

        Verdict verdict = Verdict.ofShard(new Shard(2, 4), ended.summary());

        assertThat(verdict.exitCode()).isEqualTo(code);
        assertThat(verdict.word()).isEqualTo(Verdict.Word.INCONCLUSIVE);
        assertThat(verdict.gates()).isEmpty();
        if (code == 0) {
            assertThat(verdict.exitReason())
                    .startsWith("shard 2 of 4 judges no gate: promptmeter merge joins the shards and judges them");
        }
    }
}
