package dev.promptmeter.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.promptmeter.compare.Baseline;
import dev.promptmeter.compare.BaselineRepeat;
import dev.promptmeter.compare.BaselineRepeat.Measured;
import dev.promptmeter.compare.BaselineRepeat.Source;
import dev.promptmeter.compare.Sides;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Gates on times, tokens and money beside a baseline. */
class RatioGateTest {

    /** Cases whose number decides over latency (microseconds) and cost (picodollars). */
    private static Baseline measured(int cases, LongUnaryOperator latency, LongUnaryOperator cost) {
        return Sides.of(
                repeat -> Sides.measured(
                        repeat,
                        Source.ASKED,
                        new Measured(latency.applyAsLong(row(repeat)), null, 10L, 20L, cost.applyAsLong(row(repeat)))),
                "p".repeat(cases).split(""));
    }

    private static long row(BaselineRepeat repeat) {
        return Long.parseLong(repeat.id().row().substring(1));
    }

    private static Baseline times(int cases, double factor) {
        return measured(cases, row -> Math.round((100_000 + 1_000 * (row % 50)) * factor), row -> 1_000_000);
    }

    private static Baseline costs(int cases, double factor) {
        return measured(cases, row -> 100_000, row -> Math.round((1_000_000 + 10_000 * (row % 30 + row % 7)) * factor));
    }

    private static GateResult result(Baseline before, Baseline after, String gate) {
        return Judged.result(Judged.between(before, after), gate);
    }

    @ParameterizedTest
    @CsvSource({"1.0, PASS", "1.1, PASS", "1.2, INCONCLUSIVE", "1.5, FAIL"})
    void aQuantileIsJudgedByTheBoundsOfItsRatio(double factor, GateVerdict verdict) {
        GateResult result = result(times(200, 1), times(200, factor), "latency.p95 <= baseline * 1.20");

        assertThat(result.verdict()).isEqualTo(verdict);
        assertThat(result.grounds().change().size()).isCloseTo(factor, within(0.001));
    }

    @Test
    void aSlowerQuantileSaysByHowMuchItIsSurelySlower() {
        assertThat(result(times(200, 1), times(200, 1.5), "latency.p95 <= baseline * 1.20")
                        .sentences())
                .startsWith(
                        "147 ms -> 220 ms (200 calls).",
                        "Ratio 1.50; at least 1.48 times the baseline (95 % sure).",
                        "Latency against 1 baseline run from another time: time of day and provider load are in this ratio;"
                                + " consider severity: warn.");
    }

    @Test
    void aQuantileWithoutAnUpperEndSaysHowManyCallsItNeeds() {
        Verdict verdict = Judged.verdict(
                Judged.between(times(180, 1), times(180, 1)), Judged.warning("latency.p99 <= baseline * 1.20"));

        assertThat(verdict.gates().get(0).text())
                .isEqualTo(
                        "latency.p99 <= baseline * 1.20: INCONCLUSIVE (OPEN_END). 149 ms -> 149 ms (180 calls). Ratio 1.00."
                                + " p99 has no upper bound below 299 calls; this run has 180.");
    }

    @Test
    void aBaselineWithoutTimesLacksThem() {
        Baseline untimed = Sides.of(
                repeat -> Sides.measured(repeat, Source.CACHED, new Measured(null, null, 10L, 20L, null)),
                "p".repeat(60).split(""));

        GateResult result = result(untimed, times(60, 1), "latency.p50 <= baseline * 1.5");

        assertThat(result.verdict()).isEqualTo(GateVerdict.INVALID);
        assertThat(result.code()).isEqualTo("BASELINE_LACKS_DATA");
    }

    @Test
    void aBaselineThatWasMeasuredBadlyDecidesNothingOfTimes() {
        Baseline bad = Sides.with(times(60, 1), Sides.untimed());

        GateResult slower = result(bad, times(60, 2), "latency.p50 <= baseline * 1.5");
        GateResult dearer = result(bad, times(60, 1), "cost.mean <= baseline * 1.5");

        assertThat(slower.verdict()).isEqualTo(GateVerdict.INVALID);
        assertThat(slower.code()).isEqualTo("MEASUREMENT");
        assertThat(slower.reason()).isEqualTo("in the baseline the measurement is INVALID: it stood still");
        assertThat(dearer.verdict()).isEqualTo(GateVerdict.PASS);
    }

    @Test
    void underPointTheIntervalOfTheRatioIsShown() {
        GateResult result = result(times(200, 1), times(200, 1.1), "point latency.p50 <= baseline * 1.12");

        assertThat(result.verdict()).isEqualTo(GateVerdict.PASS);
        assertThat(result.detail()).contains("Ratio 1.10; 95 % interval 1.0");
        assertThat(result.close()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"12, INVALID", "20, PASS"})
    void aQuantileUnderPointHasItsFloorOnBothSides(int calls, GateVerdict verdict) {
        assertThat(result(times(calls, 1), times(calls, 1), "point latency.p95 <= baseline")
                        .verdict())
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({
        "cost.mean <= baseline * 1.10, 1.0, PASS",
        "cost.total <= baseline * 1.10, 1.3, FAIL",
        "cost.per1k <= baseline * 1.10, 1.3, FAIL",
        "cost.mean >= baseline * 0.90, 0.5, FAIL",
        "point cost.mean <= baseline, 1.0, PASS",
        "point cost.mean <= baseline, 1.01, FAIL"
    })
    void moneyIsJudgedByTheRatioOfItsMeans(String gate, double factor, GateVerdict verdict) {
        assertThat(result(costs(60, 1), costs(60, factor), gate).verdict()).isEqualTo(verdict);
    }

    @Test
    void costsThatAllScaledAlikeAreDecidedByTheRatioItself() {
        Baseline before = measured(60, row -> 100_000, row -> 1_000_000 * (row + 1));
        Baseline after = measured(60, row -> 100_000, row -> 1_200_000 * (row + 1));

        GateResult result = result(before, after, "cost.mean <= baseline * 1.10");

        assertThat(result.verdict()).isEqualTo(GateVerdict.FAIL);
        assertThat(result.grounds().flags()).containsExactly(Flag.NO_SPREAD);
        assertThat(result.detail()).endsWith("Ratio 1.20; every case changed alike.");
    }

    @Test
    void anUnknownCostAndOneOfNothingAreNoRatio() {
        Baseline unknown = Sides.of(
                repeat -> row(repeat) == 3
                        ? Sides.measured(repeat, Source.ASKED, new Measured(100_000L, null, 10L, 20L, null))
                        : repeat,
                "p".repeat(60).split(""));

        GateResult lacking = result(costs(60, 1), unknown, "cost.mean <= baseline * 1.10");

        assertThat(lacking.code()).isEqualTo("COST_UNKNOWN");
        assertThat(lacking.reason()).isEqualTo("cost.mean is unknown for 1 of 60 cases");
        assertThat(result(costs(60, 0), costs(60, 1), "cost.mean <= baseline * 1.10")
                        .code())
                .isEqualTo("ZERO_BASE");
    }

    @Test
    void fewCasesSayNothingOfARatio() {
        GateResult result = result(costs(19, 1), costs(19, 3), "cost.mean <= baseline * 1.10");

        assertThat(result.verdict()).isEqualTo(GateVerdict.INCONCLUSIVE);
        assertThat(result.code()).isEqualTo("FEW_CASES");
    }

    @Test
    void whatWasMissedMayHaveCostAnything() {
        Baseline after = Sides.of(("e".repeat(10) + "p".repeat(50)).split(""));

        assertThat(result(Sides.run(60, 0), after, "cost.mean <= baseline * 1.10")
                        .code())
                .isEqualTo("MISSING");
    }

    @ParameterizedTest
    @CsvSource({
        "point latency.max <= baseline * 1.2, 1.1, PASS",
        "point latency.max <= baseline * 1.2, 1.3, FAIL",
        "point latency.min <= baseline, 1.1, FAIL",
        "point tokens.prompt.p95 <= baseline, 1, PASS",
        "point cost.max <= baseline * 1.1, 1, PASS"
    })
    void singleAnswersAreComparedUnderPointAlone(String gate, double factor, GateVerdict verdict) {
        assertThat(result(times(60, 1), times(60, factor), gate).verdict()).isEqualTo(verdict);
    }
}
