package dev.promptmeter.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusteredMeanTest {

    private static final Interval SCORES = new Interval(0.0, 1.0);

    private record Scored(double value, int cluster) {}

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void agreesWithTheSampleThatHoldsEveryValue(long seed) {
        var random = new Random(seed);
        List<Scored> cases = cases(random, 2 + random.nextInt(200));

        MeanEstimate held = sample(cases).estimate().orElseThrow();
        MeanEstimate summed = clustered(cases).estimate().orElseThrow();

        assertThat(summed.n()).isEqualTo(held.n());
        assertThat(summed.clusters()).isEqualTo(held.clusters());
        assertThat(summed.mean()).isCloseTo(held.mean(), within(1e-9));
        if (held.clusters() > 1) {
            assertThat(summed.standardError()).isCloseTo(held.standardError(), within(1e-8));
            assertThat(summed.naiveError()).isCloseTo(held.naiveError(), within(1e-8));
        } else {
            assertThat(summed.standardError()).isNull();
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18})
    void theGuardAgreesToo(long seed) {
        var random = new Random(seed);
        List<Scored> cases = cases(random, 2 + random.nextInt(60));

        GuardedMean held = GuardedMean.ofScores(sample(cases), SCORES).orElseThrow();
        GuardedMean summed = GuardedMean.ofScores(clustered(cases), SCORES).orElseThrow();

        assertThat(summed.augmented()).isEqualTo(held.augmented());
        assertThat(summed.degreesOfFreedom()).isEqualTo(held.degreesOfFreedom());
        assertThat(Math.min(20, summed.standOut())).isEqualTo(Math.min(20, held.standOut()));
        if (held.t(0.7).isPresent()) {
            assertThat(summed.t(0.7).orElseThrow()).isCloseTo(held.t(0.7).orElseThrow(), within(1e-5));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {21, 22, 23, 24, 25, 26})
    void anySplitInAnyOrderGivesTheSameEstimateToTheLastBit(long seed) {
        var random = new Random(seed);
        List<Scored> cases = cases(random, 120);
        ClusteredMean whole = clustered(cases);
        MeanEstimate expected = whole.estimate().orElseThrow();

        Collections.shuffle(cases, random);
        ClusteredMean merged = new ClusteredMean();
        // Each part numbers its clusters in its own way.
        merged.merge(shifted(cases.subList(0, 50), 3), number -> number - 3);
        merged.merge(shifted(cases.subList(50, 120), 7), number -> number - 7);
        closeAll(merged);

        assertThat(merged.estimate()).contains(expected);
        assertThat(merged.standOut()).isEqualTo(whole.standOut());
    }

    @Test
    void aNumberMayStandForAnotherClusterOnceItsOwnIsClosed() {
        var reused = new ClusteredMean();
        var apart = new ClusteredMean();
        for (int i = 0; i < 30; i++) {
            reused.add(i % 2, 0);
            reused.add(1, 0);
            reused.close(0);
            apart.add(i % 2, i);
            apart.add(1, i);
        }

        assertThat(reused.estimate()).isEqualTo(apart.estimate());
    }

    @Test
    void pairsThatAlwaysAgreeCountOnce() {
        var mean = new ClusteredMean();
        for (int i = 0; i < 30; i++) {
            double value = i % 3 == 0 ? 0 : 1;
            mean.add(value, i);
            mean.add(value, i);
        }

        MeanEstimate estimate = mean.estimate().orElseThrow();

        assertThat(estimate.clusters()).isEqualTo(30);
        // Two equal answers to each row are twice the variance of as many answers to rows of their own, but for the
        // factors 59/60 and 30/29.
        assertThat(estimate.designEffect().orElseThrow()).isCloseTo(2.0 * 59 / 60 * 30 / 29, within(1e-9));
    }

    @Test
    void aThousandKindsOfValuesLeaveTwentyThatStandOut() {
        var mean = new ClusteredMean();
        for (int i = 0; i < 1_000; i++) {
            mean.add(i / 1_000.0);
        }

        assertThat(mean.standOut()).isEqualTo(20);
    }

    @Test
    void sumsBeyond64BitsAreExact() {
        var sum = new WideSum();
        for (int i = 0; i < 5; i++) {
            sum.addProduct(Long.MAX_VALUE, Long.MAX_VALUE);
            sum.addProduct(Long.MIN_VALUE, Long.MAX_VALUE);
            sum.add(-1);
        }

        // 5 (m² - (m + 1) m - 1) with m = 2^63 - 1 is -5 (m + 1).
        assertThat(sum.value()).isEqualTo(BigInteger.TWO.pow(63).multiply(BigInteger.valueOf(-5)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, -1.1e5})
    void refusesWhatIsNoValue(double value) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ClusteredMean().add(value));
    }

    private static List<Scored> cases(Random random, int count) {
        List<Scored> cases = new ArrayList<>();
        boolean graded = random.nextBoolean();
        for (int i = 0; i < count; i++) {
            double value = graded ? random.nextInt(1_000) / 1_000.0 : random.nextInt(10) == 0 ? 0 : 1;
            cases.add(new Scored(value, random.nextInt(Math.max(1, count / 3))));
        }
        return cases;
    }

    private static Sample sample(List<Scored> cases) {
        var sample = new Sample();
        cases.forEach(each -> sample.add(each.value(), "row " + each.cluster()));
        return sample;
    }

    private static ClusteredMean clustered(List<Scored> cases) {
        ClusteredMean mean = shifted(cases, 0);
        closeAll(mean);
        return mean;
    }

    private static ClusteredMean shifted(List<Scored> cases, int shift) {
        var mean = new ClusteredMean();
        cases.forEach(each -> mean.add(each.value(), each.cluster() + shift));
        return mean;
    }

    private static void closeAll(ClusteredMean mean) {
        for (int cluster = 0; cluster < 200; cluster++) {
            mean.close(cluster);
        }
    }
}
