package dev.promptmeter.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.promptmeter.compare.Baseline;
import dev.promptmeter.compare.Comparison;
import dev.promptmeter.compare.Sides;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Gates on shares and scores beside a baseline: verdicts, words and exit codes. */
class RegressionGateTest {

    @Test
    void aSureDropBeyondTheMarginIsARegression() {
        Verdict verdict = Judged.verdict(Judged.flips(2, 18, 95, 120), Judged.gate("passRate >= baseline - 3pp"));

        assertThat(verdict.exitCode()).isEqualTo(101);
        assertThat(verdict.word()).isEqualTo(Verdict.Word.REGRESSED);
        assertThat(verdict.gates().get(0).text())
                .isEqualTo("passRate >= baseline - 3pp: FAIL. 94.2 % -> 80.8 % (improved 2, worsened 18 of 120)."
                        + " Change -13.3 points; at least 7.8 points lower (95 % sure).");
    }

    @Test
    void aMissedNumberComesBeforeARegressionAndAWarningBeforeNeither() {
        Comparison drop = Judged.flips(2, 18, 95, 120);

        assertThat(Judged.verdict(drop, Judged.gate("passRate >= baseline - 3pp"), Judged.gate("passRate >= 95%"))
                        .exitCode())
                .isEqualTo(100);
        assertThat(Judged.verdict(drop, Judged.warning("passRate >= baseline - 3pp"), Judged.warning("passRate >= 95%"))
                        .exitCode())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({"guard passRate >= baseline - 3pp, 0", "prove passRate >= baseline - 3pp, 102"})
    void whatTheDataCannotTellStaysOpen(String gate, int exit) {
        Verdict verdict = Judged.verdict(Judged.flips(4, 6, 82, 100), Judged.gate(gate));

        assertThat(verdict.gates().get(0).verdict()).isEqualTo(GateVerdict.INCONCLUSIVE);
        assertThat(verdict.exitCode()).isEqualTo(exit);
        assertThat(verdict.gates().get(0).detail())
                .isEqualTo(
                        "88.0 % -> 86.0 % (improved 4, worsened 6 of 100). Change -2.0 points; a drop of more than 7.9"
                                + " points is ruled out (95 %). To settle this with 80 % power if nothing changed: about 690 cases,"
                                + " or a margin of 7.9 points at 100 cases.");
    }

    @Test
    void aDropWithinTheMarginPassesAndSaysHowMuchIsRuledOut() {
        GateResult result = Judged.result(Judged.flips(4, 6, 366, 400), "passRate >= baseline - 3pp");

        assertThat(result.text())
                .isEqualTo(
                        "passRate >= baseline - 3pp: PASS. 93.0 % -> 92.5 % (improved 4, worsened 6 of 400). Change -0.5"
                                + " points; a drop of more than 2.1 points is ruled out (95 %).");
    }

    @Test
    void nothingChangedStillLeavesADropPossible() {
        Verdict verdict = Judged.verdict(Judged.flips(0, 0, 110, 120), Judged.gate("passRate >= baseline - 2pp"));

        GateResult result = verdict.gates().get(0);
        assertThat(verdict.exitCode()).isZero();
        assertThat(result.detail()).contains("improved 0, worsened 0 of 120");
        assertThat(result.hiddenDrop()).hasValueCloseTo(0.022, within(0.0005));
    }

    @ParameterizedTest
    @CsvSource({
        "passRate >= baseline - 5pp, 12, 0, PASS, IMPROVED",
        "passRate > baseline,        12, 0, PASS, IMPROVED",
        "passRate >= baseline - 9pp,  0, 9, PASS, SMALL_DROP",
        "passRate >= baseline - 5pp,  1, 1, PASS,",
        "errorRate <= baseline + 5pp, 0, 0, PASS,"
    })
    void aGateThatHoldsSaysIfTheChangeIsSure(String gate, int improved, int worsened, GateVerdict verdict, Flag flag) {
        GateResult result = Judged.result(Judged.flips(improved, worsened, 270, 300), gate);

        assertThat(result.verdict()).isEqualTo(verdict);
        assertThat(result.grounds().flags()).isEqualTo(flag == null ? List.of() : List.of(flag));
    }

    @Test
    void aShareOfWhichLessIsBetterIsJudgedTheOtherWay() {
        Baseline before = Sides.of("p".repeat(120).split(""));
        Baseline after = Sides.of(("e".repeat(18) + "p".repeat(102)).split(""));

        GateResult result = Judged.result(Judged.between(before, after), "errorRate <= baseline + 2pp");

        assertThat(result.verdict()).isEqualTo(GateVerdict.FAIL);
        assertThat(result.detail())
                .isEqualTo("0.0 % -> 15.0 % (improved 0, worsened 18 of 120). Change +15.0 points; at least 10.4 points"
                        + " higher (95 % sure). It would fail in 1.4 % of runs if nothing changed; a margin of 2.5 points"
                        + " brings that to 1 % or less.");
        assertThat(result.grounds().change().flips().worsened()).isEqualTo(18);
    }

    @Test
    void fewerThanTwentyCasesDecideNothingUnlessTheExactTestIsSureToo() {
        GateResult mild = Judged.result(Judged.flips(0, 4, 15, 19), "passRate >= baseline - 1pp");
        GateResult drastic = Judged.result(Judged.flips(0, 12, 7, 19), "passRate >= baseline - 1pp");

        assertThat(mild.verdict()).isEqualTo(GateVerdict.INCONCLUSIVE);
        assertThat(mild.code()).isEqualTo("FEW_CASES");
        assertThat(drastic.verdict()).isEqualTo(GateVerdict.FAIL);
    }

    @Test
    void fewCasesNeverPass() {
        GateResult result = Judged.result(Judged.flips(0, 0, 19, 19), "passRate >= baseline - 50pp");

        assertThat(result.verdict()).isEqualTo(GateVerdict.INCONCLUSIVE);
        assertThat(result.text())
                .contains("INCONCLUSIVE (FEW_CASES). ", "Fewer than 20 cases or clusters decide nothing.");
    }

    @Test
    void repeatsAreOneCaseEach() {
        Baseline before = Sides.of("ppp ".repeat(40).split(" "));
        Baseline after = Sides.of(("ppf ".repeat(20) + "ppp ".repeat(20)).split(" "));

        GateResult result = Judged.result(Judged.between(before, after), "passRate >= baseline - 5pp");

        assertThat(result.grounds().sureness().method()).isEqualTo("gate.nonInferiorityMean");
        assertThat(result.detail())
                .startsWith("100.0 % -> 83.3 % (40 cases). Change -16.7 points; at least 12.1 points lower");
        assertThat(result.verdict()).isEqualTo(GateVerdict.FAIL);
    }

    @Test
    void aScoreIsJudgedCaseByCase() {
        String[] cases = "p".repeat(60).split("");
        Baseline before = Sides.of(repeat -> Sides.scored(repeat, "tone", 0.9), cases);
        Baseline after = Sides.of(repeat -> Sides.scored(repeat, "tone", 0.8), cases);

        assertThat(Judged.result(Judged.between(before, after), "metric.tone.mean >= baseline - 0.02")
                        .detail())
                .isEqualTo("0.900 -> 0.800 (60 cases). Change -0.100; at least 0.058 lower (95 % sure).");
        assertThat(Judged.result(Judged.between(before, before), "metric.tone.mean >= baseline - 0.05")
                        .verdict())
                .isEqualTo(GateVerdict.PASS);
    }

    @Test
    void aLimitThatIsAFactorIsJudgedByTheDistanceFromIt() {
        GateResult result = Judged.result(Judged.flips(2, 18, 95, 120), "passRate >= baseline * 0.98");

        assertThat(result.verdict()).isEqualTo(GateVerdict.FAIL);
        assertThat(result.bound()).hasValueCloseTo(0.98 * 113 / 120, within(1e-12));
        assertThat(result.detail()).contains("points beside the bound (95 % sure on each side)");
    }

    @ParameterizedTest
    @CsvSource({
        "point passRate >= baseline - 2pp, PASS",
        "point passRate > baseline - 2pp, FAIL",
        "point passRate >= baseline * 0.95, PASS",
        "point passRate >= baseline, FAIL",
        "regressions <= 6, PASS",
        "regressions == 0, FAIL",
        "fixes >= 4, PASS",
        "newFailures != 6, FAIL"
    })
    void underPointTheFigureItselfDecides(String gate, GateVerdict verdict) {
        GateResult result = Judged.result(Judged.flips(4, 6, 82, 100), gate);

        assertThat(result.verdict()).isEqualTo(verdict);
    }

    @Test
    void underPointTheIntervalIsShownAndWhatItMeans() {
        GateResult result = Judged.result(Judged.flips(4, 6, 82, 100), "point passRate >= baseline - 2pp");

        assertThat(result.text())
                .isEqualTo("passRate >= baseline - 2pp (point): PASS. 88.0 % -> 86.0 % (improved 4, worsened 6 of 100)."
                        + " Change -2.0 points; 95 % interval -9.2 points to +4.9 points. The interval contains the limit:"
                        + " another run may end otherwise.");
    }

    @ParameterizedTest
    @CsvSource({"guard", "prove", "point"})
    void fewerPairsThanDemandedAreInvalid(String confidence) {
        Verdict verdict = Judged.verdict(
                Judged.flips(0, 0, 150, 150), Judged.demanding(200, confidence + " passRate >= baseline - 5pp"));

        assertThat(verdict.exitCode()).isEqualTo(102);
        assertThat(verdict.gates().get(0).text())
                .endsWith(": INVALID (TOO_FEW). passRate needs 200 pairs, there are 150.");
    }

    @Test
    void withoutABaselineNothingWasComparedAndTheRunStaysGreen() {
        Verdict verdict = Judged.verdict(
                (Comparison) null, Judged.gate("passRate >= baseline - 2pp"), Judged.gate("regressions == 0"));

        assertThat(verdict.exitCode()).isZero();
        assertThat(verdict.count(GateVerdict.SKIPPED)).isEqualTo(2);
        assertThat(verdict.exitReason()).isEqualTo("no gate that decides is broken; 0 inconclusive, 2 skipped");
        assertThat(verdict.gates().get(0).text())
                .isEqualTo("passRate >= baseline - 2pp: SKIPPED. No baseline yet, nothing was compared. Save one:"
                        + " promptmeter baseline save --name main");
    }

    @ParameterizedTest
    @CsvSource({"passAll", "passAny"})
    void aFlagOfEachCaseIsPairedAsOneHoweverOftenItWasAsked(String figure) {
        Baseline before = Sides.of("ppp ".repeat(40).strip().split(" "));
        Baseline after = Sides.of(("fff ".repeat(6) + "ppp ".repeat(34)).strip().split(" "));

        GateResult result = Judged.result(Judged.between(before, after), figure + " >= baseline - 3pp");

        assertThat(result.grounds().sureness().method()).isEqualTo("gate.nonInferiorityPaired");
        assertThat(result.detail()).contains("improved 0, worsened 6 of 40");
    }

    @Test
    void aShareOfRepeatsIsAMeanOfCasesAlsoWhereEachCaseIsOfOneMind() {
        Baseline before = Sides.of("ppp ".repeat(40).strip().split(" "));

        GateResult result = Judged.result(Judged.between(before, before), "passRate >= baseline - 3pp");

        assertThat(result.grounds().sureness().method()).isEqualTo("gate.nonInferiorityMean");
    }

    @Test
    void noMarginAboveAllPointsIsAdvised() {
        GateResult result = Judged.result(Judged.flips(0, 1, 0, 1), "passRate >= baseline - 3pp");

        assertThat(result.detail())
                .contains("To settle this with 80 % power if nothing changed: about 6,900 cases.")
                .doesNotContain("a margin of");
    }
}
