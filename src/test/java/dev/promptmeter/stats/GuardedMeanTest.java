package dev.promptmeter.stats;

import static dev.promptmeter.stats.SampleTest.sampleOf;
import static dev.promptmeter.stats.SampleTest.times;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardedMeanTest {

    private static final Interval SCORES = new Interval(0.0, 1.0);

    private static GuardedMean differences(double... differences) {
        return GuardedMean.ofDifferences(sampleOf(differences), 1).orElseThrow();
    }

    private static GuardedMean scores(double... scores) {
        return GuardedMean.ofScores(sampleOf(scores), SCORES).orElseThrow();
    }

    @Test
    void noChangeIsNotProofThatThereIsNone() {
        GuardedMean unchanged = differences(times(10, 0));

        assertThat(unchanged.augmented()).isTrue();
        assertThat(unchanged.observed().mean()).isEqualTo(0);
        assertThat(unchanged.bounds(0.05).orElseThrow().width()).isGreaterThan(0.2);
        assertThat(unchanged.evidenceAtLeast(-0.05).orElseThrow().decision(0.05))
                .isEqualTo(Decision.INCONCLUSIVE);
    }

    @Test
    void aSingleCaseOrEqualChangesStillHaveABoundWithWidth() {
        assertThat(differences(-0.5).bounds(0.05).orElseThrow().width()).isGreaterThan(0.5);
        assertThat(differences(times(25, -0.5)).bounds(0.05).orElseThrow().width())
                .isGreaterThan(0.05);
        assertThat(differences(times(25, -0.5))
                        .evidenceAtLeast(-0.05)
                        .orElseThrow()
                        .decision(0.05))
                .isEqualTo(Decision.FAIL);
    }

    @Test
    void enoughChangesNeedNoGuard() {
        var random = new Random(5);
        double[] changes = random.doubles(20, -1, 1).toArray();

        assertThat(differences(changes).augmented()).isFalse();
        assertThat(differences(changes).degreesOfFreedom()).isEqualTo(19);
    }

    @Test
    void whatRoundingLeavesIsNoChange() {
        assertThat(differences(1e-13, -1e-13, 0.25).standOut()).isEqualTo(1);
    }

    @Test
    void scoresStandOutFromTheMostFrequentOne() {
        assertThat(scores(1, 1, 0.5, 1, 0).standOut()).isEqualTo(2);
        assertThat(scores(0.2, 0.4).standOut()).isEqualTo(1);
        assertThat(scores(0.1 + 0.2, 0.3, 0.7).standOut()).isEqualTo(1);
    }

    @Test
    void topScoresAloneDoNotProveAHighFloor() {
        assertThat(scores(times(20, 1)).evidenceAtLeast(0.95).orElseThrow().decision(0.05))
                .isEqualTo(Decision.INCONCLUSIVE);
        assertThat(scores(times(200, 1)).evidenceAtLeast(0.95).orElseThrow().decision(0.05))
                .isEqualTo(Decision.PASS);
        assertThat(scores(times(200, 1)).evidenceAtMost(0.95).orElseThrow().decision(0.05))
                .isEqualTo(Decision.FAIL);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void boundsContainTheMeanAndAgreeWithTheTest(long seed) {
        var random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            double share = random.nextDouble();
            double[] changes = random.doubles(1 + random.nextInt(80), -1, 1)
                    .map(change -> random.nextDouble() < share ? change : 0)
                    .toArray();
            double boundary = random.nextDouble() - 0.5;

            GuardedMean mean = differences(changes);
            Interval bounds = mean.bounds(0.05).orElseThrow();
            Evidence evidence = mean.evidenceAtLeast(boundary).orElseThrow();

            assertThat(bounds.contains(mean.observed().mean())).isTrue();
            assertThat(evidence.pFail() <= 0.05).isEqualTo(bounds.upper() < boundary);
            assertThat(evidence.pPass() <= 0.05).isEqualTo(bounds.lower() > boundary);
            assertThat(evidence.pFail() + evidence.pPass()).isCloseTo(1, within(1e-12));
        }
    }

    @Test
    void clustersThatCancelOutDoNotMakeAGateSurer() {
        var balanced = new Sample();
        for (int i = 0; i < 40; i++) {
            balanced.add(0.3, "row " + i);
            balanced.add(-0.3, "row " + i);
        }

        GuardedMean mean = GuardedMean.ofDifferences(balanced, 1).orElseThrow();

        // The clustered error is 0, the naive one 0.3 / √79.
        assertThat(mean.observed().standardError()).isEqualTo(0);
        assertThat(mean.bounds(0.05).orElseThrow().upper()).isCloseTo(1.684875 * 0.3 / Math.sqrt(79), within(1e-6));
    }

    @Test
    void aSingleClusterWithSpreadDecidesNothing() {
        var one = new Sample();
        for (int i = 1; i <= 30; i++) {
            one.add(i / 100.0, "the only one");
        }

        GuardedMean mean = GuardedMean.ofDifferences(one, 1).orElseThrow();

        assertThat(mean.evidenceAtLeast(0)).isEmpty();
        assertThat(mean.bounds(0.05)).isEmpty();
    }

    @Test
    void nothingHasNoMean() {
        assertThat(GuardedMean.ofDifferences(new Sample(), 1)).isEmpty();
        assertThat(GuardedMean.ofScores(new Sample(), SCORES)).isEmpty();
    }

    @Test
    void aRangeWithoutTwoEndsIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> GuardedMean.ofDifferences(sampleOf(0), 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GuardedMean.ofScores(sampleOf(0), new Interval(0.0, null)))
                .withMessageStartingWith("needs a range with two ends apart");
    }

    @Test
    void aLimitTimesTheBaselineIsADifferenceOfItsOwn() {
        var pairs = new PairedSample();
        for (int i = 0; i < 40; i++) {
            pairs.add(0.5 + i / 100.0, 0.5 + i / 100.0);
        }

        Sample against90Percent = pairs.differences(0.9);

        assertThat(GuardedMean.ofDifferences(against90Percent, 1)
                        .orElseThrow()
                        .evidenceAtLeast(0)
                        .orElseThrow()
                        .decision(0.05))
                .isEqualTo(Decision.PASS);
        // The mean of 0.1 × baseline, which runs from 0.5 to 0.89.
        assertThat(against90Percent.estimate().orElseThrow().mean()).isCloseTo(0.0695, within(1e-12));
    }
}
