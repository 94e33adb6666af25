package dev.promptmeter.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleTest {

    private static final Interval SCORES = new Interval(0.0, 1.0);

    static Sample sampleOf(double... values) {
        var sample = new Sample();
        for (double value : values) {
            sample.add(value);
        }
        return sample;
    }

    /** As many cases with this value. */
    static double[] times(int count, double value) {
        double[] values = new double[count];
        Arrays.fill(values, value);
        return values;
    }

    private record Scored(double value, String cluster) {}

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void anyOrderOfCasesGivesTheSameEstimateToTheLastBit(long seed) {
        var random = new Random(seed);
        List<Scored> cases = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            // Large values that cancel out: there the order of a plain or compensated sum shows in the result.
            double large = Math.pow(10, 30 * random.nextDouble());
            cases.add(new Scored(large, "passage " + random.nextInt(60)));
            cases.add(new Scored(random.nextDouble() - large, "passage " + random.nextInt(60)));
        }
        MeanEstimate inOrder = clustered(cases);

        for (int shuffle = 0; shuffle < 20; shuffle++) {
            Collections.shuffle(cases, random);

            assertThat(clustered(cases)).isEqualTo(inOrder);
        }
    }

    private static MeanEstimate clustered(List<Scored> cases) {
        var sample = new Sample();
        cases.forEach(each -> sample.add(each.value, each.cluster));
        return sample.estimate().orElseThrow();
    }

    @Test
    void clustersOfOneAreTheOrdinaryStandardError() {
        MeanEstimate estimate = sampleOf(0.2, 0.4, 0.9, 1.0).estimate().orElseThrow();

        // The variance is 0.449 / 3 / 4.
        assertThat(estimate.mean()).isEqualTo(0.625);
        assertThat(estimate.standardError()).isCloseTo(0.193110504, within(1e-9));
        assertThat(estimate.naiveError()).isCloseTo(0.193110504, within(1e-9));
        assertThat(estimate.designEffect().orElseThrow()).isCloseTo(1, within(1e-12));
    }

    @Test
    void casesThatAgreeWithinTheirRowCountAsFewerThanTheyAre() {
        var twoModels = new Sample();
        for (int row = 0; row < 30; row++) {
            double score = row % 3 == 0 ? 0 : 1;
            twoModels.add(score, "row " + row);
            twoModels.add(score, "row " + row);
        }

        MeanEstimate estimate = twoModels.estimate().orElseThrow();

        assertThat(estimate.n()).isEqualTo(60);
        assertThat(estimate.clusters()).isEqualTo(30);
        // Twice, but for 59/60 × 30/29.
        assertThat(estimate.designEffect().orElseThrow()).isCloseTo(2.034483, within(1e-6));
    }

    @Test
    void nothingHasNoEstimate() {
        assertThat(new Sample().estimate()).isEmpty();
    }

    @Test
    void oneValueHasAMeanAndNoError() {
        MeanEstimate single = sampleOf(0.7).estimate().orElseThrow();

        assertThat(single.mean()).isEqualTo(0.7);
        assertThat(single.standardError()).isNull();
        assertThat(single.degreesOfFreedom()).isEmpty();
        assertThat(single.interval(0.95)).isEmpty();
        assertThat(single.interval(0.95, SCORES)).isPresent();
        assertThat(single.t()).isEmpty();
    }

    @Test
    void equalDifferencesAreNoProofHoweverManyDecimalsTheyHave() {
        var differences = new PairedSample();
        for (int i = 1; i <= 30; i++) {
            differences.add(i / 10.0, i / 10.0 + 0.1);
        }

        MeanEstimate estimate = differences.differences().estimate().orElseThrow();

        // As doubles they differ in their last bits, which would be a t of 10^15.
        assertThat(estimate.mean()).isCloseTo(0.1, within(1e-12));
        assertThat(estimate.standardError()).isEqualTo(0.0);
        assertThat(estimate.t()).isEmpty();
        assertThat(estimate.pTwoSided()).isEmpty();
        assertThat(estimate.interval(0.95)).isEmpty();
        assertThat(estimate.designEffect()).isEmpty();
    }

    @Test
    void differencesOfZeroHaveNoPValueRatherThanNone() {
        MeanEstimate unchanged = sampleOf(0, 0, 0, 0).estimate().orElseThrow();

        assertThat(unchanged.t()).isEmpty();
        assertThat(unchanged.pTwoSided()).isEmpty();
    }

    @Test
    void equalScoresInClustersGetWhatTheirRangeAllows() {
        var allPassed = new Sample();
        for (int i = 0; i < 20; i++) {
            allPassed.add(1, "passage " + i % 10);
        }

        Interval interval =
                allPassed.estimate().orElseThrow().interval(0.95, SCORES).orElseThrow();

        // 0.025^(1/10): the clusters count, not the cases.
        assertThat(interval.lower()).isCloseTo(0.691503, within(1e-6));
        assertThat(interval.upper()).isEqualTo(1.0);
    }

    @Test
    void whatIsNoNumberIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sampleOf(0.5, Double.NaN))
                .withMessage("a value must be a finite number: NaN");
        assertThatIllegalArgumentException().isThrownBy(() -> sampleOf(Double.NEGATIVE_INFINITY));
    }

    @Test
    void anEmptyClusterIsAnErrorAndNotAClusterOfItsOwn() {
        var sample = sampleOf(0.5);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> sample.add(0.7, ""))
                .withMessage("a cluster needs a name; value 2 has an empty one");
    }
}
