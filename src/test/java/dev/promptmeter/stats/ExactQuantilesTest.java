package dev.promptmeter.stats;

import static dev.promptmeter.stats.Absence.CENSORED;
import static dev.promptmeter.stats.Absence.NO_DATA;
import static dev.promptmeter.stats.Absence.OPEN_END;
import static dev.promptmeter.stats.Absence.TOO_FEW;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExactQuantilesTest {

    private static final Quantile MEDIAN = Quantile.of("0.5");
    private static final Quantile P95 = Quantile.of("0.95");
    private static final Quantile P99 = Quantile.of("0.99");

    private static Latencies sample(long[] nanos, int timeouts) {
        Latencies latencies = Latencies.of();
        Arrays.stream(nanos).forEach(latencies::add);
        for (int i = 0; i < timeouts; i++) {
            latencies.addCensored(SECONDS.toNanos(60));
        }
        return latencies;
    }

    private static QuantileEstimate estimate(Quantile quantile, long[] nanos, int timeouts) {
        var exact = ExactQuantiles.of(sample(nanos, timeouts), List.of(quantile), 0.95);
        Arrays.stream(nanos).forEach(exact::add);
        return exact.estimate(quantile);
    }

    /** 1 ms, 2 ms, … with odd nanoseconds that no histogram keeps. */
    private static long[] millisUpTo(int last) {
        return LongStream.rangeClosed(1, last).map(i -> i * 1_000_000 + i).toArray();
    }

    @Test
    void valueAndBothEndsAreObservations() {
        QuantileEstimate median = estimate(MEDIAN, millisUpTo(10), 0);

        assertThat(median.value()).isEqualTo(Observation.of(5_000_005));
        assertThat(median.lower()).isEqualTo(Observation.of(2_000_002));
        assertThat(median.upper()).isEqualTo(Observation.of(9_000_009));
        assertThat(median.coverage()).isCloseTo(0.978515625, within(1e-9));
    }

    @Test
    void anEndThatNoValueReachesIsOpen() {
        QuantileEstimate p95 = estimate(P95, millisUpTo(30), 0);

        assertThat(p95.value()).isEqualTo(Observation.of(29_000_029));
        assertThat(p95.lower().nanos()).isNotNull();
        assertThat(p95.upper()).isEqualTo(Observation.absent(OPEN_END));
    }

    @Test
    void partsAmongTheTimeoutsAreCensored() {
        QuantileEstimate twoTimeouts = estimate(P95, millisUpTo(28), 2);
        QuantileEstimate fewTimeouts = estimate(P95, millisUpTo(97), 3);

        assertThat(twoTimeouts.value()).isEqualTo(Observation.absent(CENSORED));
        assertThat(fewTimeouts.value()).isEqualTo(Observation.of(95_000_095));
        assertThat(fewTimeouts.upper()).isEqualTo(Observation.absent(CENSORED));
    }

    @Test
    void nothingAndTooLittleSaySo() {
        assertThat(estimate(P95, new long[0], 0).value()).isEqualTo(Observation.absent(NO_DATA));
        assertThat(estimate(P95, new long[0], 0).upper()).isEqualTo(Observation.absent(NO_DATA));
        assertThat(estimate(P95, millisUpTo(19), 0).value()).isEqualTo(Observation.absent(TOO_FEW));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyPartEqualsTheSortedSampleAtItsRank(long seed) {
        var random = new Random(seed);
        // Log-uniform from 1 µs to five hours, so that narrow, wide and clamped buckets all occur; every tenth value
        // twice.
        long[] nanos = random.doubles(2_000, Math.log(1e3), Math.log(1.8e13))
                .mapToLong(log -> (long) Math.exp(log))
                .toArray();
        for (int i = 10; i < nanos.length; i += 10) {
            nanos[i] = nanos[i - 1];
        }
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);

        var exact = ExactQuantiles.of(sample(nanos, 0), List.of(MEDIAN, P95, P99), 0.95);
        Arrays.stream(nanos).forEach(exact::add);

        assertThat(exact.estimate(MEDIAN).value()).isEqualTo(Observation.of(sorted[999]));
        assertThat(exact.estimate(P95).value()).isEqualTo(Observation.of(sorted[1_899]));
        assertThat(exact.estimate(P99).value()).isEqualTo(Observation.of(sorted[1_979]));
        for (Quantile quantile : List.of(MEDIAN, P95, P99)) {
            RankInterval ranks = quantile.interval(2_000, 0.95);
            assertThat(exact.estimate(quantile).lower()).isEqualTo(Observation.of(sorted[ranks.lower() - 1]));
            assertThat(exact.estimate(quantile).upper()).isEqualTo(Observation.of(sorted[ranks.upper() - 1]));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void thousandsInOneBucketAreCountedExactly(long seed) {
        // 500 different nanoseconds of one microsecond, which the histogram cannot tell apart, and one beyond them.
        long[] nanos = new Random(seed).longs(40_001, 7_000_000, 7_000_500).toArray();
        nanos[40_000] = 9_000_000;
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);

        assertThat(estimate(MEDIAN, nanos, 0).value()).isEqualTo(Observation.of(sorted[20_000]));
        assertThat(estimate(P95, nanos, 0).value()).isEqualTo(Observation.of(sorted[38_000]));
        assertThat(estimate(P99, nanos, 3).value()).isEqualTo(Observation.of(sorted[39_603]));
    }

    @Test
    void aBucketOfOneValueTakesNoMoreForAMillion() {
        CollectedBucket bucket = new CollectedBucket(new Bucket(7_000_000, 7_000_999, 0, 1_000_000));
        for (int i = 0; i < 1_000_000; i++) {
            bucket.add(7_000_120);
        }

        assertThat(bucket.bytes()).isLessThan(10_000);
        assertThat(bucket.withRank(777_777)).isEqualTo(7_000_120);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void theHistogramIsNeverLowerAndAtMostAThousandthHigher(long seed) {
        long[] nanos = new Random(seed).longs(500, 2_000_000, 60_000_000_000L).toArray();

        for (String q : List.of("0.1", "0.5", "0.9", "0.99")) {
            Quantile quantile = Quantile.of(q);
            long exact = estimate(quantile, nanos, 0).value().nanos();
            long shown = sample(nanos, 0).quantile(quantile).nanos();

            assertThat(shown).isBetween(exact, exact + exact / 1_000);
        }
    }

    @Test
    void latenciesOtherThanTheSamplesAreNoticed() {
        var exact = ExactQuantiles.of(sample(millisUpTo(10), 0), List.of(MEDIAN), 0.95);
        exact.add(5_000_005);

        assertThatIllegalStateException()
                .isThrownBy(() -> exact.estimate(MEDIAN))
                .withMessageContaining("fed 0 latencies from 2000000 to 2000999 ns, but the sample has 1 there");
    }

    @Test
    void onlyQuantilesAskedForCanBeAnswered() {
        var exact = ExactQuantiles.of(sample(millisUpTo(10), 0), List.of(MEDIAN), 0.95);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> exact.estimate(P95))
                .withMessage("0.95 is not among the quantiles collected");
    }
}
