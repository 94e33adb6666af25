package dev.promptmeter.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MeanRatioTest {

    private static MeanRatio ratio(double[]... pairs) {
        var sample = new PairedSample();
        for (double[] pair : pairs) {
            sample.add(pair[0], pair[1]);
        }
        return sample.ratio();
    }

    private static double[] pair(double before, double after) {
        return new double[] {before, after};
    }

    @Test
    void aBaselineThatCostNothingHasNoRatio() {
        MeanRatio ratio = ratio(pair(0, 0.1), pair(0, 0.2));

        assertThat(ratio.ratio()).isEmpty();
        assertThat(ratio.interval(0.95)).isEmpty();
        assertThat(ratio.evidenceAtMost(1.1)).isEmpty();
    }

    @Test
    void aCandidateThatCostsNothingHasARatioAndNoBounds() {
        MeanRatio ratio = ratio(pair(0.1, 0), pair(0.2, 0));

        assertThat(ratio.ratio()).hasValue(0);
        assertThat(ratio.bounds(0.05)).isEmpty();
    }

    @Test
    void nothingAndOneCaseHaveNoBounds() {
        assertThat(ratio().ratio()).isEmpty();
        assertThat(ratio(pair(2, 3)).ratio()).hasValue(1.5);
        assertThat(ratio(pair(2, 3)).logError()).isEmpty();
        assertThat(ratio(pair(2, 3)).evidenceAtMost(1.1)).isEmpty();
    }

    @Test
    void whereEveryCaseIsScaledAlikeTheRatioItselfDecides() {
        MeanRatio ratio = ratio(pair(0.1, 0.12), pair(0.7, 0.84), pair(1.3, 1.56));

        assertThat(ratio.withoutSpread()).isTrue();
        assertThat(ratio.bounds(0.05)).isEmpty();
        // As doubles the ratio is not exactly 1.2.
        assertThat(ratio.evidenceAtMost(1.2)).contains(new Evidence(1, 0));
        assertThat(ratio.evidenceAtMost(1.19)).contains(new Evidence(0, 1));
        assertThat(ratio.evidenceAtLeast(1.2)).contains(new Evidence(1, 0));
        assertThat(ratio.evidenceAtLeast(1.21)).contains(new Evidence(0, 1));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void boundsContainTheRatioAndAgreeWithTheTestInAnyOrder(long seed) {
        var random = new Random(seed);
        List<double[]> pairs = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            double before = 1 + random.nextDouble();
            pairs.add(pair(before, before * (0.8 + 0.6 * random.nextDouble())));
        }
        MeanRatio ratio = ratio(pairs.toArray(new double[0][]));
        Interval bounds = ratio.bounds(0.05).orElseThrow();
        Collections.shuffle(pairs, random);
        MeanRatio shuffled = ratio(pairs.toArray(new double[0][]));

        assertThat(bounds.contains(ratio.ratio().orElseThrow())).isTrue();
        for (double limit = 0.9; limit < 1.3; limit += 0.01) {
            Evidence ceiling = ratio.evidenceAtMost(limit).orElseThrow();

            assertThat(ceiling.pFail() <= 0.05).isEqualTo(bounds.lower() > limit);
            assertThat(ceiling.pPass() <= 0.05).isEqualTo(bounds.upper() < limit);
            assertThat(ratio.evidenceAtLeast(limit)).contains(new Evidence(ceiling.pPass(), ceiling.pFail()));
            assertThat(shuffled.evidenceAtMost(limit)).contains(ceiling);
        }
    }

    @Test
    void casesOfOneRowCountAsOne() {
        var once = new PairedSample();
        var twice = new PairedSample();
        var random = new Random(7);
        for (int row = 0; row < 30; row++) {
            double before = 1 + random.nextDouble();
            double after = 1 + random.nextDouble();
            once.add(before, after);
            twice.add(before, after, "row " + row);
            twice.add(before, after, "row " + row);
        }

        assertThat(twice.ratio().logError().orElseThrow())
                .isCloseTo(once.ratio().logError().orElseThrow(), within(1e-12));
    }

    @Test
    void negativeValuesAndLimitsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ratio(pair(1, 2), pair(1, -0.5)))
                .withMessage("a ratio of means needs values of 0 or more, not -0.5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ratio(pair(1, 2), pair(1, 1)).evidenceAtMost(0));
    }
}
