package dev.promptmeter.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.report.SampleRuns;
import dev.promptmeter.summary.Summary;
import dev.promptmeter.validity.Doubt;
import dev.promptmeter.validity.Level;
import dev.promptmeter.validity.MachineLog;
import dev.promptmeter.validity.Measurement;
import dev.promptmeter.validity.Reason;
import dev.promptmeter.validity.Thresholds;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What gates on figures come to that cannot be believed. */
class MeasuredVerdictTest {

    private static final Doubt STALLED = new Doubt(Reason.STALLS, Level.INVALID, 0.12, 0.1);
    private static final Doubt STALLED_SOME = new Doubt(Reason.STALLS, Level.SUSPECT, 0.02, 0.01);
    private static final Doubt NO_USAGE = new Doubt(Reason.USAGE, Level.INVALID, 0.5, 0.2);

    /** {@return the verdict on the small sample run, of whose answers the latency gate holds and 90 % pass} */
    private static Verdict verdict(List<Doubt> doubts, String... expressions) {
        Level level = doubts.stream().map(Doubt::level).max(Level::compareTo).orElse(Level.VALID);
        var measurement = new Measurement(level, doubts, List.of(), Map.of(), null, new MachineLog(), Thresholds.USUAL);
        List<Gate> gates = Arrays.stream(expressions)
                .map(text -> SampleRuns.gate(text, Severity.FAIL, 1))
                .collect(Collectors.toList());
        Summary summary = SampleRuns.of(SampleRuns.smallResults(), gates).summary();
        return Verdict.of(
                gates,
                summary,
                null,
                Terms.of(new ExitRules(1, ExitRules.Gating.DECIDES, 100, ExitRules.GateExit.SHOWN))
                        .measured(measurement));
    }

    @Test
    void aGateOnAFigureThatCannotBeBelievedIsInvalid() {
        Verdict verdict = verdict(List.of(STALLED), "latency.max < 5s");

        GateResult gate = verdict.gates().get(0);
        assertThat(gate.verdict()).isEqualTo(GateVerdict.INVALID);
        assertThat(gate.code()).isEqualTo("MEASUREMENT");
        assertThat(gate.reason())
                .isEqualTo("the measurement is INVALID: 12.0 % of attempts overlap a client stall (limit 10.0 %)");
        assertThat(verdict.exitCode()).isEqualTo(102);
    }

    @Test
    void aBrokenGateOnItIsNoFailureEither() {
        assertThat(verdict(List.of(STALLED), "latency.max < 1ms").exitCode()).isEqualTo(102);
        assertThat(verdict(List.of(), "latency.max < 1ms").exitCode()).isEqualTo(100);
    }

    @Test
    void gatesOnOtherFiguresDecideAsEver() {
        Verdict verdict = verdict(List.of(STALLED, NO_USAGE), "passRate >= 10%");

        assertThat(verdict.gates().get(0).verdict()).isEqualTo(GateVerdict.PASS);
        assertThat(verdict.exitCode()).isZero();
    }

    @Test
    void eachFamilyIsSpoiltByItsOwnReasons() {
        Verdict verdict = verdict(List.of(NO_USAGE), "latency.max < 5s", "tokens.total.sum < 1000000");

        assertThat(verdict.gates())
                .extracting(GateResult::verdict)
                .containsExactly(GateVerdict.PASS, GateVerdict.INVALID);
    }

    @Test
    void aDoubtIsSaidAndChangesNothing() {
        Verdict verdict = verdict(List.of(STALLED_SOME), "latency.max < 5s");

        assertThat(verdict.gates().get(0).verdict()).isEqualTo(GateVerdict.PASS);
        assertThat(verdict.gates().get(0).reason())
                .isEqualTo("the measurement is SUSPECT: 2.0 % of attempts overlap a client stall (limit 1.0 %)");
        assertThat(verdict.exitCode()).isZero();
    }
}
