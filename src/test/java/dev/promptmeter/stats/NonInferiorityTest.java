package dev.promptmeter.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.promptmeter.TestScale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NonInferiorityTest {

    private static NonInferiority margin(double margin) {
        return new NonInferiority(margin, 0.05);
    }

    @ParameterizedTest
    @CsvSource({
        "50, 0.10, .120, .024, .241, .004",
        "100, 0.05, .200, .010, .584, .0001",
        "100, 0.10, .147, .013, .436, .0008",
        "100, 0.20, .116, .019, .289, .003",
        "200, 0.10, .215, .006, .695, .0001",
        "500, 0.10, .398, .001, .965, .0000"
    })
    void whereNothingChangedItDecidesSoOften(
            int n, double discordance, String pass2, String fail2, String pass5, String fail5) {
        OperatingCharacteristic twoPoints = margin(0.02).characteristic(n, TrueChange.none(discordance));
        OperatingCharacteristic fivePoints = margin(0.05).characteristic(n, TrueChange.none(discordance));

        assertShown(twoPoints.pPass(), pass2);
        assertShown(twoPoints.pFail(), fail2);
        assertShown(fivePoints.pPass(), pass5);
        assertShown(fivePoints.pFail(), fail5);
        assertThat(twoPoints.method()).isEqualTo(OperatingCharacteristic.Method.EXACT);
    }

    /** To the digits shown. */
    private static void assertShown(double actual, String shown) {
        int decimals = shown.length() - 1;
        assertThat(actual).isCloseTo(Double.parseDouble(shown), within(0.5000001 * Math.pow(10, -decimals)));
    }

    @ParameterizedTest
    @CsvSource({
        "50, .10, .38",
        "50, .15, .78",
        "50, .20, .95",
        "100, .10, .68",
        "100, .15, .97",
        "100, .20, 1.00",
        "200, .10, .86",
        "200, .15, 1.00",
        "200, .20, 1.00"
    })
    void aTrueDropIsFoundSoOften(int n, double drop, double fail) {
        var change = new TrueChange(Math.max(0.1, drop), -drop);

        assertThat(margin(0.05).characteristic(n, change).pFail()).isCloseTo(fail, within(0.005));
    }

    @ParameterizedTest
    @CsvSource({"400, 0.05, .38", "400, 0.08, .97", "400, 0.10, 1.00"})
    void aPlanForFourHundredCasesHolds(int n, double drop, double red) {
        OperatingCharacteristic unchanged = margin(0.03).characteristic(n, TrueChange.none(0.1));

        assertThat(unchanged.pFail()).isCloseTo(0.0002, within(0.00005));
        assertThat(unchanged.pPass()).isCloseTo(0.59, within(0.005));
        assertThat(margin(0.03).characteristic(n, new TrueChange(0.1, -drop)).pFail())
                .isCloseTo(red, within(0.005));
    }

    @Test
    void aSmallerErrorMakesFewerFalseAlarms() {
        var strict = new NonInferiority(0.02, 0.01);

        assertThat(strict.characteristic(100, TrueChange.none(0.1)).pFail()).isCloseTo(0.0016, within(0.00005));
    }

    @ParameterizedTest(name = "drop {0}")
    @CsvSource({"0", "0.1", "0.2"})
    void simulatedRunsEndAsOftenAsComputed(double drop) {
        var change = new TrueChange(Math.max(0.1, drop), -drop);
        OperatingCharacteristic computed = margin(0.05).characteristic(100, change);
        var random = new SplittableRandom(TestScale.seed(20));
        int runs = TestScale.of(4_000, 100_000);
        int red = 0;
        int green = 0;

        for (int run = 0; run < runs; run++) {
            Decision decision =
                    margin(0.05).decision(pairs(random, 100, change)).orElseThrow();
            red += decision == Decision.FAIL ? 1 : 0;
            green += decision == Decision.PASS ? 1 : 0;
        }

        assertThat((double) red / runs).isCloseTo(computed.pFail(), within(0.03));
        assertThat((double) green / runs).isCloseTo(computed.pPass(), within(0.03));
        if (drop == 0) {
            assertThat((double) red / runs).isLessThan(0.005);
        }
        if (drop == 0.2) {
            assertThat((double) red / runs).isGreaterThan(0.95);
        }
    }

    private static PairedPasses pairs(SplittableRandom random, int n, TrueChange change) {
        int improved = 0;
        int worsened = 0;
        for (int i = 0; i < n; i++) {
            double draw = random.nextDouble();
            improved += draw < change.improved() ? 1 : 0;
            worsened += draw >= change.improved() && draw < change.discordance() ? 1 : 0;
        }
        return new PairedPasses(improved, worsened, n);
    }

    @ParameterizedTest
    @CsvSource({"20, .02", "30, .05", "30, .10", "50, .05", "100, .05", "200, .02"})
    void atTheBoundaryItSeldomErrs(int n, double margin) {
        for (double discordance = margin; discordance <= 0.4; discordance += 0.02) {
            OperatingCharacteristic chances = margin(margin).characteristic(n, new TrueChange(discordance, -margin));

            assertThat(chances.pPass()).isLessThan(0.0515);
            assertThat(chances.pFail()).isLessThan(0.0875);
        }
    }

    @Test
    void chancesAddUpToOne() {
        for (int n : new int[] {1, 2, 19, 77, 1_000, 1_001, 50_000}) {
            OperatingCharacteristic chances = margin(0.02).characteristic(n, new TrueChange(0.15, -0.03));

            assertThat(chances.pFail() + chances.pPass() + chances.pInconclusive())
                    .isCloseTo(1, within(1e-9));
        }
    }

    @ParameterizedTest
    @CsvSource({".10, 0, .02", ".10, 0, .05", ".20, -.05, .02", ".05, -.03, .03", ".30, .02, 0"})
    void theApproximationForManyPairsContinuesTheExactSum(double discordance, double difference, double margin) {
        var change = new TrueChange(discordance, difference);

        OperatingCharacteristic exact = margin(margin).characteristic(1_000, change);
        OperatingCharacteristic approximate = margin(margin).characteristic(1_001, change);

        assertThat(approximate.method()).isEqualTo(OperatingCharacteristic.Method.NORMAL);
        assertThat(approximate.pFail()).isCloseTo(exact.pFail(), within(0.01));
        assertThat(approximate.pPass()).isCloseTo(exact.pPass(), within(0.01));
    }

    @Test
    void whereNothingCanFlipTheDecisionIsCertain() {
        for (int n : new int[] {132, 133, 5_000}) {
            OperatingCharacteristic never = margin(0.02).characteristic(n, TrueChange.none(0));

            assertThat(never.pPass()).isEqualTo(n >= 133 ? 1.0 : 0.0);
            assertThat(never.pFail()).isEqualTo(0);
        }
        assertThat(margin(0.02).characteristic(5_000, new TrueChange(1, -1)).pFail())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "0.05, 0.02, 773", "0.05, 0.03, 344", "0.05, 0.05, 124", "0.05, 0.10, 31",
        "0.10, 0.02, 1546", "0.10, 0.03, 687", "0.10, 0.05, 248", "0.10, 0.10, 62",
        "0.20, 0.02, 3092", "0.20, 0.03, 1374", "0.20, 0.05, 495", "0.20, 0.10, 124"
    })
    void soManyPairsSettleAMargin(double discordance, double margin, long pairs) {
        assertThat(margin(margin).pairsNeeded(TrueChange.none(discordance), 0.8))
                .hasValue(pairs);
    }

    @Test
    void aDropAsLargeAsTheMarginIsNeverSettledAsPass() {
        assertThat(margin(0.02).pairsNeeded(new TrueChange(0.1, -0.02), 0.8)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0.01, 268", "0.02, 133", "0.03, 88", "0.05, 52", "0.10, 25"})
    void withoutAnyFlipPassStillNeedsSoManyPairs(double margin, long pairs) {
        assertThat(margin(margin).pairsWithoutFlips()).hasValue(pairs);
        assertThat(margin(margin).decision(new PairedPasses(0, 0, pairs))).contains(Decision.PASS);
        assertThat(margin(margin).decision(new PairedPasses(0, 0, pairs - 1))).contains(Decision.INCONCLUSIVE);
    }

    @Test
    void aMarginOfZeroIsNeverMetWithoutAFlip() {
        assertThat(margin(0).pairsWithoutFlips()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "50, 7.9, 11.1, 15.7",
        "100, 5.6, 7.9, 11.1",
        "200, 3.9, 5.6, 7.9",
        "500, 2.5, 3.5, 5.0",
        "1000, 1.8, 2.5, 3.5"
    })
    void soLargeADropIsFound(long n, double at5, double at10, double at20) {
        assertThat(100 * margin(0).detectableDrop(n, 0.05, 0.8)).isCloseTo(at5, within(0.05));
        assertThat(100 * margin(0).detectableDrop(n, 0.10, 0.8)).isCloseTo(at10, within(0.05));
        assertThat(100 * margin(0).detectableDrop(n, 0.20, 0.8)).isCloseTo(at20, within(0.05));
    }

    @Test
    void theQuietMarginIsTheFirstWithFewFalseAlarms() {
        double quiet = margin(0).quietMargin(100, 0.1).orElseThrow();

        assertThat(quiet).isEqualTo(0.025);
        assertThat(margin(0.02).characteristic(100, TrueChange.none(0.1)).pFail())
                .isGreaterThan(0.01);
        assertThat(margin(0.025).characteristic(100, TrueChange.none(0.1)).pFail())
                .isLessThanOrEqualTo(0.01);
    }

    @Test
    void oneFlipMoreNeverTurnsTheScoreRoundSoTwoExtremesSettleARun() {
        for (int missing = 0; missing <= 12; missing++) {
            var soFar = new PairedPasses(1, 9, 40);
            Curtailment ends = margin(0.05).curtailment(soFar, missing / 2, missing - missing / 2);

            for (int better = 0; better <= missing / 2; better++) {
                for (int worse = 0; worse <= missing - missing / 2; worse++) {
                    Decision end = margin(0.05)
                            .decision(new PairedPasses(1 + better, 9 + worse, 40))
                            .orElseThrow();
                    assertThat(end).isBetween(ends.best(), ends.worst());
                }
            }
        }
    }

    @Test
    void aRunIsSettledOnlyByAClearDecision() {
        assertThat(new Curtailment(Decision.FAIL, Decision.FAIL).settled()).isTrue();
        assertThat(new Curtailment(Decision.PASS, Decision.PASS).settled()).isTrue();
        assertThat(new Curtailment(Decision.PASS, Decision.INCONCLUSIVE).settled())
                .isFalse();
        assertThat(new Curtailment(Decision.INCONCLUSIVE, Decision.INCONCLUSIVE).settled())
                .isFalse();
    }

    @Test
    void impossiblePlansAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> margin(2))
                .withMessageContaining("write 2 points as 0.02");
        assertThatIllegalArgumentException().isThrownBy(() -> new NonInferiority(0.02, 0.5));
        assertThatIllegalArgumentException().isThrownBy(() -> new TrueChange(0.1, -0.2));
        assertThatIllegalArgumentException().isThrownBy(() -> margin(0.02).characteristic(0, TrueChange.none(0.1)));
        assertThatIllegalArgumentException().isThrownBy(() -> margin(0.02).detectableDrop(100, 1.1, 0.8));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> margin(0.02).pairsNeeded(TrueChange.none(0.1), 80))
                .withMessageContaining("between 0 and 0.5");
    }
}
