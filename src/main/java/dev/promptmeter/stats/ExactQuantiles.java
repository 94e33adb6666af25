package dev.promptmeter.stats;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Picks the observations that are the quantiles of a sample, in one more pass over its latencies. Not thread-safe.
 *
 * <p>The sample's histogram has already named the range that each quantile, and each end of its interval, lies in; only
 * latencies within those ranges are kept. Feed it every latency of the sample once, in any order, timeouts left out.
 */
public final class ExactQuantiles {

    private final Latencies sample;
    private final Map<Quantile, RankInterval> intervals = new HashMap<>();
    private final List<CollectedBucket> buckets = new ArrayList<>();

    private ExactQuantiles(Latencies sample) {
        this.sample = sample;
    }

    /** {@return a collector for these quantiles of a complete sample, with two-sided intervals} */
    public static ExactQuantiles of(Latencies sample, Collection<Quantile> quantiles, double confidence) {
        var exact = new ExactQuantiles(sample);
        quantiles.forEach(quantile -> exact.target(quantile, confidence));
        return exact;
    }

    private void target(Quantile quantile, double confidence) {
        int n = Math.toIntExact(sample.count());
        RankInterval interval = quantile.interval(n, confidence);
        intervals.put(quantile, interval);
        if (n > 0) {
            collect((int) quantile.rank(n));
        }
        collect(interval.lower());
        collect(interval.upper());
    }

    private void collect(@Nullable Integer rank) {
        if (rank != null && rank <= sample.answered() && bucketOf(rank) == null) {
            buckets.add(new CollectedBucket(sample.bucket(rank)));
        }
    }

    private @Nullable CollectedBucket bucketOf(long rank) {
        for (CollectedBucket bucket : buckets) {
            if (bucket.range().holdsRank(rank)) {
                return bucket;
            }
        }
        return null;
    }

    /** Looks at one latency of the sample, in nanoseconds. */
    public void add(long nanos) {
        for (CollectedBucket bucket : buckets) {
            if (bucket.range().contains(nanos)) {
                bucket.add(nanos);
                return;
            }
        }
    }

    /**
     * {@return the quantile and its interval}
     *
     * <p>The value is absent as in {@link Latencies#quantile}; an end is absent as {@code OPEN_END}, or {@code CENSORED}
     * if it falls among the timeouts.
     *
     * @throws IllegalArgumentException if the quantile is not one of those asked for
     * @throws IllegalStateException if the latencies fed are not those of the sample
     */
    public QuantileEstimate estimate(Quantile quantile) {
        RankInterval interval = intervals.get(quantile);
        if (interval == null) {
            throw new IllegalArgumentException(quantile.q() + " is not among the quantiles collected");
        }
        Observation lower = end(interval.lower());
        Observation upper = end(interval.upper());
        return new QuantileEstimate(value(quantile), lower, upper, interval.coverage());
    }

    private Observation value(Quantile quantile) {
        Observation estimated = sample.quantile(quantile);
        return estimated.nanos() == null ? estimated : end((int) quantile.rank(sample.count()));
    }

    private Observation end(@Nullable Integer rank) {
        if (rank == null) {
            return Observation.absent(sample.count() == 0 ? Absence.NO_DATA : Absence.OPEN_END);
        }
        CollectedBucket bucket = bucketOf(rank);
        return bucket == null ? Observation.absent(Absence.CENSORED) : Observation.of(bucket.withRank(rank));
    }
}
