package dev.promptmeter.stats;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/**
 * The mean of values of which some belong together, and how sure it is. Memory grows with the clusters that are open at a time, never
 * with the values. Not thread-safe.
 *
 * <p>Every value is rounded to trillionths once, when it is added; from there on all sums are exact, so any order and any split into
 * merged parts gives the same figures to the last bit. The clustered error is that of {@link Sample#estimate}.
 */
public final class ClusteredMean {

    /** The largest size of a value, either sign: squares of sums of many larger ones would not fit. */
    public static final double LARGEST_VALUE = 1e5;

    private static final double TRILLION = 1e12;
    private static final int DECIMALS = 12;

    private final DistinctValues distinct = new DistinctValues();
    private final WideSum sum = new WideSum();
    private final WideSum squares = new WideSum();
    private final ClusterSums closed = new ClusterSums();
    private long[] sizes = {};
    private long[] sums = {};
    private long count;
    private long lowest = Long.MAX_VALUE;
    private long highest = Long.MIN_VALUE;

    /**
     * Counts a value that is a cluster of its own.
     *
     * @throws IllegalArgumentException if it is not a number or larger in size than {@link #LARGEST_VALUE}
     */
    public void add(double value) {
        closed.add(1, note(value));
    }

    /**
     * Counts a value of an open cluster.
     *
     * @param cluster a small number from 0 that stands for it until it is closed
     * @throws IllegalArgumentException if the value is not a number or larger in size than {@link #LARGEST_VALUE}
     */
    public void add(double value, int cluster) {
        join(cluster, 1, note(value));
    }

    private long note(double value) {
        if (!(Math.abs(value) <= LARGEST_VALUE)) {
            throw new IllegalArgumentException("a value must be a number from -1e5 to 1e5: " + value);
        }
        long trillionths = (long) Math.rint(value * TRILLION);
        count++;
        sum.add(trillionths);
        squares.addProduct(trillionths, trillionths);
        distinct.add(trillionths, 1);
        lowest = Math.min(lowest, trillionths);
        highest = Math.max(highest, trillionths);
        return trillionths;
    }

    private void join(int cluster, long size, long trillionths) {
        if (cluster >= sizes.length) {
            int capacity = Math.max(cluster + 1, 2 * sizes.length);
            sizes = Arrays.copyOf(sizes, capacity);
            sums = Arrays.copyOf(sums, capacity);
        }
        sizes[cluster] += size;
        sums[cluster] = Math.addExact(sums[cluster], trillionths);
    }

    /** Says that no more value of that cluster will come; its number may stand for another one from now on. */
    public void close(int cluster) {
        if (cluster < sizes.length && sizes[cluster] > 0) {
            closed.add(sizes[cluster], sums[cluster]);
            sizes[cluster] = 0;
            sums[cluster] = 0;
        }
    }

    /**
     * Counts everything that {@code other} has counted.
     *
     * @param clusters the number here of each cluster that is open there
     */
    public void merge(ClusteredMean other, IntUnaryOperator clusters) {
        count = Math.addExact(count, other.count);
        sum.add(other.sum);
        squares.add(other.squares);
        distinct.add(other.distinct);
        closed.add(other.closed);
        lowest = Math.min(lowest, other.lowest);
        highest = Math.max(highest, other.highest);
        for (int i = 0; i < other.sizes.length; i++) {
            if (other.sizes[i] > 0) {
                join(clusters.applyAsInt(i), other.sizes[i], other.sums[i]);
            }
        }
    }

    /** {@return how many values were counted} */
    public long count() {
        return count;
    }

    /** {@return the sum of all values} */
    public double sum() {
        return new BigDecimal(sum.value(), DECIMALS).doubleValue();
    }

    /** {@return the mean of all values and its standard errors; clusters that are still open count as they are; empty of nothing} */
    public Optional<MeanEstimate> estimate() {
        return count == 0 ? Optional.empty() : Optional.of(estimate(new long[0]));
    }

    /** {@return the mean with these values, in trillionths, each in a cluster of its own, besides those counted} */
    MeanEstimate estimate(long... more) {
        ClusterSums clusters = closed.copy();
        for (int i = 0; i < sizes.length; i++) {
            if (sizes[i] > 0) {
                clusters.add(sizes[i], sums[i]);
            }
        }
        BigInteger total = sum.value();
        BigInteger ofSquares = squares.value();
        long low = lowest;
        long high = highest;
        for (long value : more) {
            clusters.add(1, value);
            total = total.add(BigInteger.valueOf(value));
            ofSquares = ofSquares.add(BigInteger.valueOf(value).pow(2));
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        Interval seen = new Interval(low / TRILLION, high / TRILLION);
        return new Moments(count + more.length, total, ofSquares).estimate(clusters, seen);
    }

    /** {@return how many values are not the most frequent one; 20 where that is enough to know} */
    int standOut() {
        return distinct.standOut(count);
    }

    static long trillionths(double value) {
        return (long) Math.rint(value * TRILLION);
    }

    /** Number, sum and sum of squares of values in trillionths. */
    private record Moments(long n, BigInteger sum, BigInteger squares) {

        MeanEstimate estimate(ClusterSums clusters, Interval seen) {
            BigInteger size = BigInteger.valueOf(n);
            double mean = quotient(sum, size, DECIMALS);
            int units = Math.toIntExact(clusters.count());
            if (units < 2) {
                return new MeanEstimate(mean, seen, Math.toIntExact(n), units, null, null);
            }
            // n·Σx² − (Σx)² is exactly zero if and only if all values are equal.
            BigInteger spread = squares.multiply(size).subtract(sum.pow(2));
            BigInteger divisor = size.pow(2).multiply(size.subtract(BigInteger.ONE));
            double naive = root(spread, divisor);
            BigInteger between = clusters.spread(n, sum).multiply(BigInteger.valueOf(units));
            double clustered = root(between, size.pow(4).multiply(BigInteger.valueOf(units - 1L)));
            return new MeanEstimate(mean, seen, Math.toIntExact(n), units, clustered, naive);
        }

        private static double root(BigInteger dividend, BigInteger divisor) {
            return Math.sqrt(quotient(dividend, divisor, 2 * DECIMALS));
        }

        private static double quotient(BigInteger dividend, BigInteger divisor, int decimals) {
            return new BigDecimal(dividend)
                    .divide(new BigDecimal(divisor), MathContext.DECIMAL128)
                    .movePointLeft(decimals)
                    .doubleValue();
        }
    }
}
