package dev.promptmeter.stats;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Every latency of a run in order, timeouts last; for comparing runs, where a histogram is too coarse.
 *
 * <p>Holds 8 bytes a value. A value of 0 is raised to 1, since ratios are taken of it.
 */
public final class OrderedSample {

    private final long[] nanos;
    private final int count;

    private OrderedSample(long[] nanos, int count) {
        this.nanos = nanos;
        this.count = count;
    }

    /**
     * {@return a sample of these latencies in nanoseconds, in any order, and of timeouts that rank after them}
     *
     * @throws IllegalArgumentException if a latency or the number of timeouts is negative
     */
    public static OrderedSample of(long[] nanos, int timeouts) {
        long[] ordered =
                Arrays.stream(nanos).map(each -> each == 0 ? 1 : each).sorted().toArray();
        if (timeouts < 0 || (ordered.length > 0 && ordered[0] < 0)) {
            throw new IllegalArgumentException("latencies and timeouts must not be negative: "
                    + (ordered.length > 0 ? ordered[0] + " ns, " : "") + timeouts + " timeouts");
        }
        return new OrderedSample(ordered, Math.addExact(ordered.length, timeouts));
    }

    /** {@return how many values there are, timeouts included} */
    public int count() {
        return count;
    }

    /** {@return the nearest-rank quantile, a value that was observed, in nanoseconds; empty of nothing or among timeouts} */
    public OptionalDouble observed(Quantile quantile) {
        return count == 0 ? OptionalDouble.empty() : withRank((int) quantile.rank(count));
    }

    /**
     * {@return the quantile between the two values next to it, in nanoseconds; empty of nothing or among timeouts}
     *
     * <p>Type 7 of Hyndman and Fan 1996. To be shown, {@link Latencies#quantile} is the figure: a value that was observed.
     */
    public OptionalDouble interpolated(Quantile quantile) {
        if (count == 0) {
            return OptionalDouble.empty();
        }
        // In decimals, so that a quantile that falls on a value is that value.
        BigDecimal position = quantile.q().multiply(BigDecimal.valueOf(count - 1L));
        int below = position.intValue();
        double part = position.subtract(BigDecimal.valueOf(below)).doubleValue();
        OptionalDouble low = withRank(below + 1);
        OptionalDouble high = withRank(part == 0 ? below + 1 : below + 2);
        return low.isEmpty() || high.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(low.getAsDouble() + part * (high.getAsDouble() - low.getAsDouble()));
    }

    /** {@return how many values are that many nanoseconds or more, timeouts counted} */
    public int from(long least) {
        int below = Arrays.binarySearch(nanos, least);
        int first = below < 0 ? -below - 1 : below;
        while (first > 0 && nanos[first - 1] == least) {
            first--;
        }
        return count - first;
    }

    /** {@return the two one-sided bounds of the quantile in nanoseconds, each with an error of {@code alpha}; an end may be open} */
    public Interval bounds(Quantile quantile, double alpha) {
        RankInterval ranks = RankInterval.of(quantile, count, Confidence.requireError(alpha));
        return new Interval(end(ranks.lower()), end(ranks.upper()));
    }

    private @Nullable Double end(@Nullable Integer rank) {
        OptionalDouble value = rank == null ? OptionalDouble.empty() : withRank(rank);
        return value.isPresent() ? (Double) value.getAsDouble() : null;
    }

    /** {@return the value with this rank, from 1, or empty if that is a timeout} */
    OptionalDouble withRank(int rank) {
        return rank > nanos.length ? OptionalDouble.empty() : OptionalDouble.of(nanos[rank - 1]);
    }
}
