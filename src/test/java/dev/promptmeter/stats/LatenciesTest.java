package dev.promptmeter.stats;

import static dev.promptmeter.stats.Absence.CENSORED;
import static dev.promptmeter.stats.Absence.NO_DATA;
import static dev.promptmeter.stats.Absence.TOO_FEW;
import static java.util.concurrent.TimeUnit.HOURS;
import static java.util.concurrent.TimeUnit.MICROSECONDS;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promptmeter.TestScale;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LatenciesTest {

    private static final Quantile MEDIAN = Quantile.of("0.5");
    private static final Quantile P90 = Quantile.of("0.9");
    private static final long[] LIMITS = {MILLISECONDS.toNanos(1), SECONDS.toNanos(5), HOURS.toNanos(1)};

    private static Latencies millis(long... values) {
        Latencies latencies = Latencies.of();
        for (long value : values) {
            latencies.add(MILLISECONDS.toNanos(value));
        }
        return latencies;
    }

    @Test
    void nothingHasNoFigures() {
        Latencies nothing = Latencies.of(SECONDS.toNanos(5));

        assertThat(nothing.count()).isZero();
        assertThat(nothing.min()).isEmpty();
        assertThat(nothing.max()).isEmpty();
        assertThat(nothing.mean()).isEmpty();
        assertThat(nothing.timeLimit()).isEmpty();
        assertThat(nothing.quantile(MEDIAN)).isEqualTo(Observation.absent(NO_DATA));
        assertThat(nothing.atOrBeyond(SECONDS.toNanos(5))).isZero();
    }

    @Test
    void extremesSumAndMeanAreExactToTheNanosecond() {
        Latencies latencies = Latencies.of();

        latencies.add(120_000_001);
        latencies.add(7_000_000_004L);

        assertThat(latencies.min()).hasValue(120_000_001);
        assertThat(latencies.max()).hasValue(7_000_000_004L);
        assertThat(latencies.sum()).isEqualTo(7_120_000_005L);
        assertThat(latencies.mean()).hasValue(3_560_000_002.5);
    }

    @Test
    void aQuantileIsTheTopOfItsBucketButNeverBeyondTheMaximum() {
        Latencies latencies = millis(100, 200, 300, 400);

        // Buckets near 200 ms are 128 µs wide: 200,000 µs lies in 199,936 to 200,063.
        assertThat(latencies.quantile(MEDIAN)).isEqualTo(Observation.of(200_063_999));
        assertThat(latencies.quantile(Quantile.of("0.75"))).isEqualTo(Observation.of(300_031_999));
        assertThat(millis(200, 200, 200).quantile(MEDIAN)).isEqualTo(Observation.of(200_000_000));
    }

    @Test
    void aQuantileThatWouldOnlyBeTheMaximumIsAbsent() {
        Latencies nine = millis(1, 2, 3, 4, 5, 6, 7, 8, 9);
        Latencies ten = millis(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);

        assertThat(nine.quantile(P90)).isEqualTo(Observation.absent(TOO_FEW));
        assertThat(ten.quantile(P90).nanos()).isBetween(9_000_000L, 9_009_000L);
    }

    @Test
    void timeoutsRankAfterEveryLatency() {
        Latencies latencies = millis(1, 2, 3, 4, 5, 6, 7, 8);
        latencies.addCensored(SECONDS.toNanos(60));
        latencies.addCensored(SECONDS.toNanos(30));

        assertThat(latencies.count()).isEqualTo(10);
        assertThat(latencies.answered()).isEqualTo(8);
        assertThat(latencies.censored()).isEqualTo(2);
        assertThat(latencies.timeLimit()).hasValue(SECONDS.toNanos(30));
        assertThat(latencies.max()).hasValue(MILLISECONDS.toNanos(8));
        assertThat(latencies.quantile(MEDIAN).nanos()).isBetween(5_000_000L, 5_005_000L);
        assertThat(latencies.quantile(P90)).isEqualTo(Observation.absent(CENSORED));
    }

    @Test
    void limitsAreCountedToTheNanosecondWithTimeoutsBeyondAll() {
        long limit = SECONDS.toNanos(5);
        Latencies latencies = Latencies.of(limit + 1, limit);

        latencies.add(limit - 1);
        latencies.add(limit);
        latencies.add(limit + 1);
        latencies.addCensored(SECONDS.toNanos(2));

        assertThat(latencies.atOrBeyond(limit)).isEqualTo(3);
        assertThat(latencies.atOrBeyond(limit + 1)).isEqualTo(2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> latencies.atOrBeyond(7))
                .withMessage("7 ns is not among the limits counted: [5000000000, 5000000001]");
    }

    @Test
    void beyondAnHourALatencyIsClampedInTheHistogramOnly() {
        Latencies latencies = Latencies.of();
        latencies.add(HOURS.toNanos(1));
        latencies.add(HOURS.toNanos(2));
        latencies.add(HOURS.toNanos(3));

        assertThat(latencies.clamped()).isEqualTo(2);
        assertThat(latencies.max()).hasValue(HOURS.toNanos(3));
        assertThat(latencies.sum()).isEqualTo(HOURS.toNanos(6));
        assertThat(latencies.quantile(MEDIAN)).isEqualTo(Observation.of(HOURS.toNanos(3)));
        assertThat(latencies.bucket(2).contains(HOURS.toNanos(2))).isTrue();
    }

    @Test
    void bucketsSayInNanosecondsWhichValuesTheyHold() {
        Latencies latencies = Latencies.of();
        latencies.add(0);
        latencies.add(MICROSECONDS.toNanos(7));
        latencies.add(MICROSECONDS.toNanos(7) + 999);
        latencies.add(MICROSECONDS.toNanos(8));

        assertThat(latencies.bucket(1)).isEqualTo(new Bucket(0, 999, 0, 1));
        assertThat(latencies.bucket(2)).isEqualTo(new Bucket(7_000, 7_999, 1, 2));
        assertThat(latencies.bucket(3)).isEqualTo(new Bucket(7_000, 7_999, 1, 2));
        assertThat(latencies.bucket(4)).isEqualTo(new Bucket(8_000, 8_999, 3, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> latencies.bucket(5));
    }

    /** The live view and parts of a run go by these figures alone. */
    @Test
    void anySplitIntoPartsGivesTheSameFigures() {
        Random random = new Random(TestScale.seed(5));
        for (int i = 1; i <= TestScale.of(100, 1000); i++) {
            Latencies whole = Latencies.of(LIMITS);
            List<Latencies> parts = Stream.generate(() -> Latencies.of(LIMITS))
                    .limit(1 + random.nextInt(7))
                    .toList();
            for (int n = random.nextInt(1500); n > 0; n--) {
                // From microseconds to beyond the hour, so that histograms of all sizes come together.
                long nanos = (long) Math.pow(10, 3 + random.nextDouble() * 10);
                Latencies part = parts.get(random.nextInt(parts.size()));
                Consumer<Latencies> one =
                        random.nextInt(20) == 0 ? each -> each.addCensored(nanos) : each -> each.add(nanos);
                one.accept(whole);
                one.accept(part);
            }

            assertThat(figures(parts.stream().reduce(Latencies.of(LIMITS), Latencies::merge)))
                    .as("split %d", i)
                    .isEqualTo(figures(whole));
        }
    }

    private static List<Object> figures(Latencies sample) {
        List<Object> figures = new ArrayList<>(List.of(
                sample.count(),
                sample.answered(),
                sample.censored(),
                sample.clamped(),
                sample.sum(),
                sample.min(),
                sample.max(),
                sample.mean(),
                sample.timeLimit()));
        LongStream.of(LIMITS).mapToObj(sample::atOrBeyond).forEach(figures::add);
        Stream.of("0.5", "0.9", "0.95", "0.99", "0.999")
                .map(Quantile::of)
                .map(sample::quantile)
                .forEach(figures::add);
        return figures;
    }

    @Test
    void samplesWithOtherLimitsCannotBeMerged() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Latencies.of(5).merge(Latencies.of(6)))
                .withMessage("samples with different limits cannot be merged: [5] and [6]");
    }

    @Test
    void negativeTimesAreRefusedAndChangeNothing() {
        Latencies latencies = millis(5);

        assertThatThrownBy(() -> latencies.add(-1)).hasMessage("a latency must not be negative: -1 ns");
        assertThatThrownBy(() -> latencies.addCensored(-1)).hasMessage("a time limit must not be negative: -1 ns");
        assertThat(latencies.count()).isEqualTo(1);
    }
}
