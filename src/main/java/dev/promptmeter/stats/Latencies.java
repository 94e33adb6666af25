package dev.promptmeter.stats;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.HdrHistogram.Histogram;

/**
 * Latencies in nanoseconds, in memory that does not grow with their number: at most 190 KB, 140 KB while all are below
 * one minute, 17 KB below 2 ms. Not thread-safe.
 *
 * <p>Count, sum, minimum, maximum and the counts at the limits are exact; a {@linkplain #quantile quantile} is at most
 * 0.1 % or 1 µs too high ({@link ExactQuantiles} picks the observation itself). A timeout is censored: all we know is that it
 * took longer than its limit, so it ranks after every latency and is in no sum. Any order and any split into merged
 * parts gives the same figures.
 */
public final class Latencies {

    private static final long NANOS_PER_UNIT = 1_000;
    private static final long HIGHEST_UNIT = 3_600_000_000L;
    private static final int SIGNIFICANT_DIGITS = 3;

    private final Histogram histogram = new Histogram(SIGNIFICANT_DIGITS);
    private final long[] limits;
    private final long[] atOrBeyond;
    private long answered;
    private long censored;
    private long clamped;
    private long sum;
    private long min = Long.MAX_VALUE;
    private long max;
    private long lowestTimeLimit = Long.MAX_VALUE;

    private Latencies(long[] limits) {
        this.limits = limits;
        this.atOrBeyond = new long[limits.length];
    }

    /** {@return an empty sample that also counts exactly how many values lie at or beyond each of the limits} */
    public static Latencies of(long... limitsInNanos) {
        return new Latencies(Arrays.stream(limitsInNanos).sorted().distinct().toArray());
    }

    /** Counts the latency of one answer. Beyond one hour it has its exact part in everything but the histogram. */
    public void add(long nanos) {
        if (nanos < 0) {
            throw new IllegalArgumentException("a latency must not be negative: " + nanos + " ns");
        }
        sum = Math.addExact(sum, nanos);
        long unit = nanos / NANOS_PER_UNIT;
        histogram.recordValue(Math.min(unit, HIGHEST_UNIT));
        answered++;
        clamped += unit > HIGHEST_UNIT ? 1 : 0;
        min = Math.min(min, nanos);
        max = Math.max(max, nanos);
        for (int i = 0; i < limits.length && limits[i] <= nanos; i++) {
            atOrBeyond[i]++;
        }
    }

    /** Counts one timeout: an answer that was not there when its time limit, in nanoseconds, had passed. */
    public void addCensored(long limitNanos) {
        if (limitNanos < 0) {
            throw new IllegalArgumentException("a time limit must not be negative: " + limitNanos + " ns");
        }
        censored++;
        lowestTimeLimit = Math.min(lowestTimeLimit, limitNanos);
    }

    /** Counts everything that {@code other}, made with the same limits, has counted, and returns this. */
    public Latencies merge(Latencies other) {
        if (!Arrays.equals(limits, other.limits)) {
            throw new IllegalArgumentException("samples with different limits cannot be merged: "
                    + Arrays.toString(limits) + " and " + Arrays.toString(other.limits));
        }
        sum = Math.addExact(sum, other.sum);
        histogram.add(other.histogram);
        answered += other.answered;
        censored += other.censored;
        clamped += other.clamped;
        min = Math.min(min, other.min);
        max = Math.max(max, other.max);
        lowestTimeLimit = Math.min(lowestTimeLimit, other.lowestTimeLimit);
        Arrays.setAll(atOrBeyond, i -> atOrBeyond[i] + other.atOrBeyond[i]);
        return this;
    }

    /** {@return how many values there are, timeouts included} */
    public long count() {
        return answered + censored;
    }

    /** {@return how many of them are latencies of answers} */
    public long answered() {
        return answered;
    }

    /** {@return how many of them are timeouts} */
    public long censored() {
        return censored;
    }

    /** {@return how many latencies are beyond the one hour that the histogram can tell apart} */
    public long clamped() {
        return clamped;
    }

    /** {@return the lowest time limit that was exceeded, which every timeout took longer than; empty without timeouts} */
    public OptionalLong timeLimit() {
        return censored == 0 ? OptionalLong.empty() : OptionalLong.of(lowestTimeLimit);
    }

    /** {@return the shortest latency in nanoseconds, or empty if no answer was counted} */
    public OptionalLong min() {
        return answered == 0 ? OptionalLong.empty() : OptionalLong.of(min);
    }

    /** {@return the longest latency in nanoseconds, or empty if no answer was counted} */
    public OptionalLong max() {
        return answered == 0 ? OptionalLong.empty() : OptionalLong.of(max);
    }

    /** {@return the latencies of all answers together, in nanoseconds} */
    public long sum() {
        return sum;
    }

    /** {@return the mean latency of the answers in nanoseconds, or empty if no answer was counted} */
    public OptionalDouble mean() {
        return answered == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) sum / answered);
    }

    /**
     * {@return how many values were not below the limit; timeouts always count}
     *
     * @param limitNanos one of the limits that this sample was made with
     */
    public long atOrBeyond(long limitNanos) {
        int index = Arrays.binarySearch(limits, limitNanos);
        if (index < 0) {
            throw new IllegalArgumentException(
                    limitNanos + " ns is not among the limits counted: " + Arrays.toString(limits));
        }
        return atOrBeyond[index] + censored;
    }

    /**
     * {@return the quantile by nearest rank: the highest latency the histogram cannot tell from it, at most the maximum}
     *
     * <p>Absent: {@code NO_DATA}, {@code TOO_FEW} below {@link Quantile#shownFrom}, {@code CENSORED} among the timeouts.
     */
    public Observation quantile(Quantile quantile) {
        if (count() == 0) {
            return Observation.absent(Absence.NO_DATA);
        }
        if (count() < quantile.shownFrom()) {
            return Observation.absent(Absence.TOO_FEW);
        }
        long rank = quantile.rank(count());
        return rank > answered
                ? Observation.absent(Absence.CENSORED)
                : Observation.of(Math.min(bucket(rank).highNanos(), max));
    }

    /** {@return the range of latencies that holds the one with this rank, 1 to {@link #answered}} */
    Bucket bucket(long rank) {
        long before = 0;
        // From the shortest on: below it lie thousands of empty ranges, and a report asks for hundreds of ranks.
        long unit = histogram.lowestEquivalentValue(Math.min(min / NANOS_PER_UNIT, HIGHEST_UNIT));
        while (before < answered) {
            long inside = histogram.getCountAtValue(unit);
            if (rank <= before + inside) {
                return bucketAt(unit, before, inside);
            }
            before += inside;
            unit = histogram.nextNonEquivalentValue(unit);
        }
        throw new IllegalArgumentException("rank " + rank + " is beyond the " + answered + " latencies");
    }

    private Bucket bucketAt(long unit, long before, long count) {
        long low = histogram.lowestEquivalentValue(unit);
        // Clamped latencies are in the last bucket, however long they were.
        long high = low == histogram.lowestEquivalentValue(HIGHEST_UNIT)
                ? Long.MAX_VALUE
                : histogram.nextNonEquivalentValue(unit) * NANOS_PER_UNIT - 1;
        return new Bucket(low * NANOS_PER_UNIT, high, before, count);
    }
}
