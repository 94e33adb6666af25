package dev.promptmeter.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Evidence and planning for a rate against a floor. */
class ShareEvidenceTest {

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.5, 0.9, 0.99})
    void testAndExactBoundsAgree(double floor) {
        for (long passes = 0; passes <= 60; passes++) {
            var proportion = new Proportion(passes, 60);
            Evidence evidence = proportion.evidenceAtLeast(floor).orElseThrow();

            assertThat(evidence.pPass() <= 0.05)
                    .isEqualTo(proportion.clopperPearsonLower(0.95).lower() >= floor);
            assertThat(evidence.pFail() <= 0.05)
                    .isEqualTo(proportion.clopperPearsonUpper(0.95).upper() <= floor);
        }
    }

    @Test
    void theEndsOfTheScaleAreDecidedByASingleCase() {
        assertThat(new Proportion(7, 7).evidenceAtLeast(1)).contains(new Evidence(1, 1));
        assertThat(new Proportion(6, 7).evidenceAtLeast(1)).contains(new Evidence(0, 1));
        assertThat(new Proportion(0, 7).evidenceAtLeast(0)).contains(new Evidence(1, 1));
        assertThat(new Proportion(1, 7).evidenceAtLeast(0)).contains(new Evidence(1, 0));
    }

    @Test
    void nothingTriedIsNoEvidence() {
        assertThat(new Proportion(0, 0).evidenceAtLeast(0.9)).isEmpty();
    }

    @Test
    void aFloorInPercentIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Proportion(1, 2).evidenceAtLeast(95))
                .withMessage("a rate must lie between 0 and 1: 95.0; write 95 % as 0.95");
    }

    @ParameterizedTest
    @CsvSource({"0.95, 20", "0.9, 35", "0.5, 12", "0.95, 100"})
    void aQuantileIsBeyondALimitExactlyIfItsRankIs(String q, int n) {
        Quantile quantile = Quantile.of(q);
        RankInterval ranks = quantile.interval(n, 0.9);
        for (int beyond = 0; beyond <= n; beyond++) {
            Evidence evidence = quantile.evidenceWithin(beyond, n).orElseThrow();
            int within = n - beyond;

            assertThat(evidence.pFail() <= 0.05).isEqualTo(ranks.lower() != null && ranks.lower() > within);
            assertThat(evidence.pPass() <= 0.05).isEqualTo(ranks.upper() != null && ranks.upper() <= within);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 300", "2, 20", "3, 61"})
    void theNearestRankMeetsALimitExactlyIfFewEnoughCallsAreSlow(long seed, int calls) {
        var random = new Random(seed);
        long limit = 5_000_000_000L;
        Latencies latencies = Latencies.of(limit + 1);
        var quantile = Quantile.of("0.95");
        for (int i = 0; i < calls; i++) {
            latencies.add((long) (random.nextDouble() * 1.05 * limit));
            if (i + 1 >= quantile.shownFrom()) {
                long slow = latencies.atOrBeyond(limit + 1);
                long nanos = latencies.quantile(quantile).nanos();

                // The histogram's value is at most 0.1 % too high, so a value that near decides nothing here.
                if (Math.abs(nanos - limit) > limit / 1000) {
                    assertThat(nanos <= limit).isEqualTo(slow <= i + 1 - quantile.rank(i + 1));
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0.90, 0.95, 179", "0.90, 0.93, 549", "0.90, 0.92, 1290", "0.95, 0.97, 601", "0.95, 0.98, 234"})
    void provingAFloorNearTheTruthIsExpensive(double floor, double trueRate, long cases) {
        assertThat(new ShareFloor(floor, 0.05).casesToProve(trueRate, 0.8)).hasValue(cases);
    }

    @Test
    void aFloorAtOrAboveTheTruthCannotBeProved() {
        assertThat(new ShareFloor(0.9, 0.05).casesToProve(0.9, 0.8)).isEmpty();
        assertThat(new ShareFloor(0.9, 0.05).casesToProve(0.9001, 0.8)).isEmpty();
    }

    @Test
    void aProofOf95PercentIn400CasesNeeds388OfThem() {
        var floor = new ShareFloor(0.95, 0.05);

        assertThat(floor.passesToProve(400)).hasValue(388);
        assertThat(floor.passesToProve(59)).hasValue(59);
        assertThat(floor.passesToProve(58)).isEmpty();
        assertThat(floor.passesToProve(0)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0.97, 0.99", "0.95, 0.56", "0.93, 0.07"})
    void theChanceToMeetAFloorByPointFollowsFromTheSameTail(double trueRate, double chance) {
        // 380 of 400 meet 95 %.
        assertThat(new Proportion(380, 400)
                        .evidenceAtLeast(trueRate)
                        .orElseThrow()
                        .pPass())
                .isCloseTo(chance, within(0.006));
    }

    @Test
    void aFloorOfOneIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ShareFloor(1, 0.05));
    }

    @Test
    void repeatsThatAllPassCountAsTheirCases() {
        var rates = SampleTest.sampleOf(SampleTest.times(20, 1)).estimate().orElseThrow();

        EffectiveProportion effective = EffectiveProportion.of(rates, 60).orElseThrow();

        assertThat(effective.n()).isEqualTo(20);
        // As 20 of 20: 0.05^(1/20)
        assertThat(effective.bounds(0.05).lower()).isCloseTo(0.860892, within(1e-6));
        assertThat(effective.evidenceAtLeast(0.86).decision(0.05)).isEqualTo(Decision.PASS);
        assertThat(effective.evidenceAtLeast(0.87).decision(0.05)).isEqualTo(Decision.INCONCLUSIVE);
    }

    @Test
    void repeatsThatSpreadWithinTheirCasesAloneCountAsCalls() {
        var rates = SampleTest.sampleOf(SampleTest.times(20, 0.5)).estimate().orElseThrow();

        assertThat(EffectiveProportion.of(rates, 40)).contains(new EffectiveProportion(0.5, 40));
    }

    @Test
    void casesThatNeverVaryWithinThemselvesCountAlmostOnce() {
        double[] halfPass = SampleTest.times(40, 0);
        Arrays.fill(halfPass, 0, 20, 1);
        var rates = SampleTest.sampleOf(halfPass).estimate().orElseThrow();

        // p (1 - p) / SE² is n - 1.
        assertThat(EffectiveProportion.of(rates, 400).orElseThrow().n()).isCloseTo(39, within(1e-9));
    }

    @Test
    void aSingleClusterThatDidNotAgreeHasNoEffectiveNumber() {
        var one = new Sample();
        one.add(1, "only");
        one.add(0, "only");

        assertThat(EffectiveProportion.of(one.estimate().orElseThrow(), 2)).isEmpty();
    }
}
