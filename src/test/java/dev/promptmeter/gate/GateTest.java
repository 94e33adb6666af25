package dev.promptmeter.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.summary.Figure;
import dev.promptmeter.summary.SampleSummary;
import dev.promptmeter.summary.Summary;
import dev.promptmeter.summary.Unit;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateTest {

    private static final GateParser PARSER = new GateParser(new KnownNames(Set.of("tone"), Set.of()));

    @Test
    void gateOnAFigureWithoutDataIsInvalidRatherThanPassed() {
        Gate gate = gate("ttft.p95 < 1s");
        Summary withoutStreaming = SampleSummary.with(Figure.absent("ttft.p95", Unit.NANOS, 0, "NO_DATA"))
                .counting(SampleSummary.counts(1, 0, 0))
                .summary();

        GateResult result = gate.judge(withoutStreaming);

        assertThat(result.verdict()).isEqualTo(GateVerdict.INVALID);
        assertThat(result.code()).isEqualTo("NO_DATA");
        assertThat(result.reason()).isEqualTo("ttft.p95 has no data: 0 of 1 answers were streamed");
    }

    @ParameterizedTest
    @CsvSource({
        "passRate >= 95%, PASS",
        "passRate > 95%, FAIL",
        "passRate <= 95%, PASS",
        "passRate < 95%, FAIL",
        "passRate >= 95.1%, FAIL"
    })
    void nineteenOfTwentyIsNinetyFivePercent(String expression, GateVerdict verdict) {
        double share = 1 - 0.05;
        Summary summary =
                SampleSummary.with(Figure.of("passRate", Unit.SHARE, share, 20)).summary();

        assertThat(gate(expression).judge(summary).verdict()).isEqualTo(verdict);
    }

    @Test
    void binaryFractionsDoNotBreakABound() {
        Summary summary = SampleSummary.with(
                        Figure.of("metric.tone.mean", Unit.SCORE, 0.9 - 1e-16, 3),
                        Figure.of("passRate", Unit.SHARE, 0.1 + 0.2, 10))
                .summary();

        assertThat(gate("metric.tone.mean >= 0.9").judge(summary).verdict()).isEqualTo(GateVerdict.PASS);
        assertThat(gate("passRate <= 30%").judge(summary).verdict()).isEqualTo(GateVerdict.PASS);
    }

    @Test
    void fewerValuesThanDemandedAreInvalid() {
        var spec = new GateSpec("passRate >= 50%", null, null, null, 21, Severity.FAIL, null, 1);
        Summary summary =
                SampleSummary.with(Figure.of("passRate", Unit.SHARE, 1, 20)).summary();

        GateResult result = PARSER.parse(spec).judge(summary);

        assertThat(result.code()).isEqualTo("TOO_FEW");
        assertThat(result.reason()).isEqualTo("passRate needs 21 values, this run has 20");
    }

    @Test
    void aQuantileBelowItsFloorSaysWhatItNeeds() {
        Summary summary = SampleSummary.with(Figure.absent("latency.p95", Unit.NANOS, 12, "TOO_FEW"))
                .summary();

        GateResult result = gate("latency.p95 < 5s").judge(summary);

        assertThat(result.verdict()).isEqualTo(GateVerdict.INVALID);
        assertThat(result.reason()).isEqualTo("latency.p95 needs 20 values, this run has 12");
    }

    @ParameterizedTest
    @CsvSource({"latency.p95 < 59s, FAIL", "latency.p95 <= 60s, FAIL", "latency.p95 < 61s, INVALID"})
    void aQuantileAmongTimeoutsBreaksAnyBoundUpToTheTimeLimit(String expression, GateVerdict verdict) {
        Figure censored =
                Figure.absent("latency.p95", Unit.NANOS, 40, "CENSORED").above(60e9);

        GateResult result = gate(expression).judge(SampleSummary.with(censored).summary());

        assertThat(result.verdict()).isEqualTo(verdict);
        assertThat(FigureText.of(result.figure())).isEqualTo("> 60.0 s");
    }

    @ParameterizedTest
    @CsvSource({"cost.total < 3 USD, FAIL", "cost.total <= 4 USD, INVALID", "cost.total > 1 USD, INVALID"})
    void anUnknownCostFailsOnlyWhereTheKnownPartIsAlreadyTooMuch(String expression, GateVerdict verdict) {
        Figure unknown =
                Figure.absent("cost.total", Unit.USD, 40, "COST_UNKNOWN").above(3.5);

        assertThat(gate(expression).judge(SampleSummary.with(unknown).summary()).verdict())
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({
        "cost.total < 3 USD, FAIL",
        "cost.total < 3.9 USD, INVALID",
        "cost.total < 4 USD, INVALID",
        "cost.total <= 4 USD, PASS",
        "cost.total > 1 USD, INVALID"
    })
    void anUnknownCostPassesWhereWhatItCanBeAtTheMostStillKeepsTheLimit(String expression, GateVerdict verdict) {
        Figure unknown = Figure.absent("cost.total", Unit.USD, 40, "COST_UNKNOWN")
                .above(3.5)
                .below(4);

        assertThat(gate(expression).judge(SampleSummary.with(unknown).summary()).verdict())
                .isEqualTo(verdict);
    }

    @Test
    void aGateThatPassesAtTheMostSaysWhatItRestsOn() {
        Figure unknown = Figure.absent("cost.total", Unit.USD, 40, "COST_UNKNOWN")
                .above(0.0021)
                .below(0.00341);

        GateResult result =
                gate("cost.total < 1 USD").judge(SampleSummary.with(unknown).summary());

        assertThat(result.text())
                .isEqualTo("cost.total < 1 USD: PASS. unknown (n=40). cost.total is at most $0.0035,"
                        + " $0.0021 of it known and the rest bounded by what was sent.");
    }

    @Test
    void fewerValuesThanDemandedAreInvalidAlsoAtTheMost() {
        var spec = new GateSpec("cost.total < 9 USD", null, null, null, 41, Severity.FAIL, null, 1);
        Figure unknown = Figure.absent("cost.total", Unit.USD, 40, "COST_UNKNOWN")
                .above(3.5)
                .below(4);

        assertThat(PARSER.parse(spec)
                        .judge(SampleSummary.with(unknown).summary())
                        .verdict())
                .isEqualTo(GateVerdict.INVALID);
    }

    @Test
    void aPartWithoutJudgedCasesIsInvalid() {
        Gate gate = gate("errorRate[tag=eu] <= 100%");
        Figure everyError = Figure.of("errorRate", Unit.SHARE, 1, 3);
        Summary summary = SampleSummary.with()
                .part(gate.selector(), SampleSummary.counts(0, 0, 3), everyError)
                .summary();

        GateResult result = gate.judge(summary);

        assertThat(result.code()).isEqualTo("NO_DATA");
        assertThat(result.reason()).isEqualTo("errorRate[tag=eu] has no data: no judged case matches [tag=eu]");
    }

    @Test
    void aPartIsJudgedByItsOwnFigure() {
        Gate gate = gate("passRate[tag=eu] >= 98%");
        Summary summary = SampleSummary.with(Figure.of("passRate", Unit.SHARE, 0.5, 20))
                .part(gate.selector(), SampleSummary.counts(10, 0, 0), Figure.of("passRate", Unit.SHARE, 1, 10))
                .summary();

        assertThat(gate.judge(summary).verdict()).isEqualTo(GateVerdict.PASS);
    }

    @Test
    void aBoundInsideTheIntervalIsSaid() {
        Figure figure = Figure.of("passRate", Unit.SHARE, 0.955, 400).within(0.92996, 0.97131, "proportion.wilson");

        GateResult result =
                gate("passRate >= 95%").judge(SampleSummary.with(figure).summary());

        assertThat(result.text())
                .isEqualTo("passRate >= 95%: PASS. 95.5 % (382 of 400 cases, 95 % interval 92.9–97.2)."
                        + " The interval contains the limit: another run may end otherwise.");
    }

    private static Gate gate(String expression) {
        return PARSER.parse(GateSpec.of(expression, 1));
    }
}
