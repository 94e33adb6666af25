package dev.promptmeter.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantileRatioTest {

    private static final Quantile P50 = Quantile.of("0.5");
    private static final Quantile P95 = Quantile.of("0.95");

    private static OrderedSample latencies(long seed, int count, double slower) {
        return OrderedSample.of(
                new Random(seed)
                        .doubles(count)
                        .mapToLong(share -> (long) (1e8 * slower / (1 - 0.99 * share)))
                        .toArray(),
                0);
    }

    @ParameterizedTest
    @CsvSource({"1, 0.5", "2, 0.9", "3, 0.95", "4, 0.1"})
    void boundsContainTheRatioAndAgreeWithTheTest(long seed, String q) {
        var ratio = new QuantileRatio(latencies(seed, 120, 1), latencies(seed + 100, 90, 1.3), Quantile.of(q));
        Interval bounds = ratio.bounds(0.05).orElseThrow();

        assertThat(bounds.contains(ratio.ratio().orElseThrow())).isTrue();
        for (double limit = 0.2; limit < 4; limit += 0.1) {
            Evidence evidence = ratio.evidenceAtMost(limit);

            assertThat(evidence.pFail() <= 0.05).isEqualTo(bounds.lower() > limit);
            assertThat(evidence.pPass() <= 0.05).isEqualTo(bounds.upper() < limit);
        }
    }

    @Test
    void swappingTheRunsInvertsTheBounds() {
        OrderedSample one = latencies(1, 120, 1);
        OrderedSample other = latencies(2, 90, 1.3);

        Interval bounds = new QuantileRatio(one, other, P95).interval(0.95).orElseThrow();
        Interval swapped = new QuantileRatio(other, one, P95).interval(0.95).orElseThrow();

        assertThat(swapped.lower()).isCloseTo(1 / bounds.upper(), within(1e-12));
        assertThat(swapped.upper()).isCloseTo(1 / bounds.lower(), within(1e-12));
    }

    @Test
    void aRunTooShortForItsBoundDecidesNothing() {
        // p95 has a one-sided upper bound from 59 calls.
        var tooShort = new QuantileRatio(latencies(1, 100, 1), latencies(2, 58, 9), P95);
        var longEnough = new QuantileRatio(latencies(1, 100, 1), latencies(2, 59, 9), P95);

        assertThat(tooShort.ratio()).isPresent();
        assertThat(tooShort.bounds(0.05)).isEmpty();
        assertThat(tooShort.evidenceAtMost(1.2).decision(0.05)).isEqualTo(Decision.INCONCLUSIVE);
        assertThat(longEnough.bounds(0.05)).isPresent();
    }

    @Test
    void nothingIsEverSureOfTwoCalls() {
        Evidence evidence = new QuantileRatio(latencies(1, 1, 1), latencies(2, 1, 50), P95).evidenceAtMost(1.2);

        assertThat(evidence).isEqualTo(new Evidence(1, 1));
    }

    @Test
    void timeoutsRankAfterEveryLatency() {
        long[] tenToHundred = LongStream.rangeClosed(1, 10).map(i -> 10 * i).toArray();
        OrderedSample withTimeouts = OrderedSample.of(tenToHundred, 1);

        assertThat(withTimeouts.count()).isEqualTo(11);
        assertThat(withTimeouts.interpolated(P50)).hasValue(60);
        assertThat(withTimeouts.interpolated(P95)).isEmpty();
        assertThat(new QuantileRatio(withTimeouts, withTimeouts, P95).ratio()).isEmpty();
        assertThat(new QuantileRatio(withTimeouts, withTimeouts, P95).interval(0.95))
                .isEmpty();
    }

    @Test
    void anEndAmongTheTimeoutsIsAsGoodAsOpen() {
        OrderedSample hundred = latencies(1, 100, 1);
        OrderedSample fiveTimedOut =
                OrderedSample.of(LongStream.rangeClosed(1, 95).toArray(), 5);

        assertThat(new QuantileRatio(hundred, fiveTimedOut, Quantile.of("0.9")).bounds(0.05))
                .isEmpty();
        assertThat(new QuantileRatio(hundred, fiveTimedOut, P50).bounds(0.05)).isPresent();
    }

    @Test
    void theQuantileIsTypeSevenOfHyndmanAndFan() {
        OrderedSample tens =
                OrderedSample.of(LongStream.rangeClosed(1, 10).map(i -> 100 * i).toArray(), 0);

        // Type 8, the default of libraries, gives 1,000.
        assertThat(tens.interpolated(P95).orElseThrow()).isCloseTo(955, within(1e-9));
    }

    @Test
    void aQuantileThatFallsOnAValueIsThatValue() {
        OrderedSample values = OrderedSample.of(LongStream.rangeClosed(1, 101).toArray(), 0);

        // 0.07 × 100 is 7, where doubles give a little more.
        assertThat(values.interpolated(Quantile.of("0.07"))).hasValue(8);
    }

    @Test
    void noTimeAtAllIsRaisedToOneNanosecond() {
        OrderedSample none = OrderedSample.of(new long[20], 0);
        OrderedSample some =
                OrderedSample.of(LongStream.generate(() -> 3).limit(20).toArray(), 0);

        assertThat(new QuantileRatio(none, some, P50).ratio()).hasValue(3);
    }

    @Test
    void nothingHasNoRatio() {
        OrderedSample nothing = OrderedSample.of(new long[0], 0);

        assertThat(new QuantileRatio(nothing, nothing, P50).ratio()).isEmpty();
        assertThat(new QuantileRatio(nothing, nothing, P50).bounds(0.05)).isEmpty();
    }

    @Test
    void negativeLatenciesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OrderedSample.of(new long[] {5, -3}, 0))
                .withMessage("latencies and timeouts must not be negative: -3 ns, 0 timeouts");
    }
}
