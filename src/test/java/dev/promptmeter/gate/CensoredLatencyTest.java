package dev.promptmeter.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.report.SampleCase;
import dev.promptmeter.run.CaseResult;
import dev.promptmeter.summary.Figure;
import dev.promptmeter.summary.Selector;
import dev.promptmeter.summary.Slo;
import dev.promptmeter.summary.Summary;
import dev.promptmeter.summary.Tally;
import dev.promptmeter.summary.TallyPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A time-out is a latency of which only a bound is known. It ranks last, and is never left out to make an endpoint faster. */
class CensoredLatencyTest {

    private static final Gate GATE = new GateParser(KnownNames.NONE).parse(GateSpec.of("latency.p95 < 1s", 1));

    /** The limit for errors, out of the way. */
    private static final ExitRules RULES = new ExitRules(1, ExitRules.Gating.DECIDES, 100, ExitRules.GateExit.SHOWN);

    @Test
    void aPercentileThatFallsAmongTimeOutsIsAboveTheLimitAndFailsItsGate() {
        Summary summary = summary(90, 10);

        assertThat(shown(summary, "latency.p50")).isEqualTo("100 ms");
        assertThat(shown(summary, "latency.p90")).isEqualTo("100 ms");
        assertThat(shown(summary, "latency.p95")).isEqualTo("> 2.0 s");
        GateResult result = GATE.judge(summary);
        assertThat(result.verdict()).isEqualTo(GateVerdict.FAIL);
        assertThat(Verdict.of(List.of(GATE), summary, RULES).exitCode()).isEqualTo(100);
    }

    @Test
    void fifteenCasesAreTooFewForThatGateWhateverTheyTook() {
        Summary summary = summary(13, 2);

        GateResult result = GATE.judge(summary);

        assertThat(result.verdict()).isEqualTo(GateVerdict.INVALID);
        assertThat(result.code()).isEqualTo("TOO_FEW");
        assertThat(Verdict.of(List.of(GATE), summary, RULES).exitCode()).isEqualTo(102);
    }

    private static String shown(Summary summary, String name) {
        Figure figure = summary.figure(name, Selector.ALL);
        return FigureText.of(figure);
    }

    /** Answers take 100 ms; the deadline is 2 s. */
    private static Summary summary(int answers, int timeouts) {
        List<CaseResult> results = new ArrayList<>();
        for (int i = 1; i <= answers + timeouts; i++) {
            SampleCase sample = SampleCase.of("facts", "r" + i);
            results.add(
                    i <= answers
                            ? sample.at(0, 100).result()
                            : sample.at(0, 1_999)
                                    .error(FailureKind.TIMEOUT, "no answer in 2 s")
                                    .result());
        }
        var plan = new TallyPlan(List.of("sim"), List.of("v1"), List.of(), 1, Slo.NONE, Set.of());
        Tally tally = new Tally(plan);
        results.forEach(tally::add);
        return tally.summary(results::forEach, new Tally.Course(1, results.size(), null));
    }
}
