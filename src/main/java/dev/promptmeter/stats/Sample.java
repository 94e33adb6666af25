package dev.promptmeter.stats;

import java.util.Arrays;
import java.util.Optional;

/**
 * One value per case, each in a cluster: scores, or differences of scores between two runs. Not thread-safe.
 *
 * <p>Holds every value, some 12 bytes each. The order in which they are added changes no figure, not even its last bit.
 */
public final class Sample {

    /** Differences of scores up to here are what rounding leaves of none. */
    static final double ROUNDING = 1e-12;

    private final Values values;
    private final Clusters clusters;

    /** An empty sample. */
    public Sample() {
        this(new Values(), new Clusters());
    }

    Sample(Values values, Clusters clusters) {
        this.values = values;
        this.clusters = clusters;
    }

    /**
     * Counts the value of a case that is a cluster of its own.
     *
     * @throws IllegalArgumentException if the value is not a finite number
     */
    public void add(double value) {
        values.add(value);
        clusters.addOwn();
    }

    /**
     * Counts the value of a case in the cluster of that name, which may come with any number of cases.
     *
     * @throws IllegalArgumentException if the value is not a finite number, or the name is empty
     */
    public void add(double value, String cluster) {
        values.add(value);
        clusters.add(cluster);
    }

    /** {@return this sample and more values, each in a cluster of its own} */
    Sample with(double... more) {
        var all = new Sample(Values.of(toArray()), clusters.copy());
        for (double value : more) {
            all.add(value);
        }
        return all;
    }

    double[] toArray() {
        return values.toArray();
    }

    /** {@return how many values were added} */
    public int size() {
        return values.size();
    }

    /**
     * {@return the mean of all values and its standard errors; empty of nothing}
     *
     * <p>The clustered error is the one of Miller 2024 (arXiv 2411.00640, appendix A) with the factor C/(C-1) for C clusters.
     */
    public Optional<MeanEstimate> estimate() {
        return size() == 0 ? Optional.empty() : Optional.of(estimated());
    }

    private MeanEstimate estimated() {
        double[] all = toArray();
        double lowest = Arrays.stream(all).min().orElseThrow();
        double highest = Arrays.stream(all).max().orElseThrow();
        int n = all.length;
        int groups = clusters.count();
        // Summed roundings may lead a mean of equal values one bit astray.
        double mean = Math.min(highest, Math.max(lowest, Summation.of(all) / n));
        if (groups < 2) {
            return new MeanEstimate(mean, new Interval(lowest, highest), n, groups, null, null);
        }
        boolean constant = highest - lowest <= ROUNDING;
        double[] residuals = Arrays.stream(all).map(value -> value - mean).toArray();
        double naive = constant ? 0 : Math.sqrt(Summation.ofSquares(residuals) / (n - 1) / n);
        double between = constant ? 0 : Summation.ofSquares(clusters.sums(residuals));
        double clustered = Math.sqrt(between * groups / (groups - 1)) / n;
        return new MeanEstimate(mean, new Interval(lowest, highest), n, groups, clustered, naive);
    }
}
