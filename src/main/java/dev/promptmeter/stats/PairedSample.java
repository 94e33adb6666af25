package dev.promptmeter.stats;

import java.util.Arrays;

/**
 * Two values per case, one of each run: scores, costs, tokens or times. Not thread-safe.
 *
 * <p>Holds every value, some 20 bytes a case. The order in which the cases are added changes no figure.
 */
public final class PairedSample {

    private final Values baseline = new Values();
    private final Values candidate = new Values();
    private final Clusters clusters = new Clusters();

    /**
     * Counts a case that is a cluster of its own.
     *
     * @throws IllegalArgumentException if a value is not a finite number
     */
    public void add(double before, double after) {
        baseline.add(before);
        candidate.add(after);
        clusters.addOwn();
    }

    /**
     * Counts a case in the cluster of that name, which may come with any number of cases.
     *
     * @throws IllegalArgumentException if a value is not a finite number, or the name is empty
     */
    public void add(double before, double after, String cluster) {
        baseline.add(before);
        candidate.add(after);
        clusters.add(cluster);
    }

    /** {@return how many cases were added} */
    public int size() {
        return baseline.size();
    }

    /** {@return how many clusters they form} */
    public int clusters() {
        return clusters.count();
    }

    /** {@return candidate minus baseline, case by case} */
    public Sample differences() {
        return differences(1);
    }

    /**
     * {@return candidate minus factor times baseline, case by case, for a limit such as {@code baseline * 0.98}}
     *
     * <p>Their largest size is that of a plain difference times the factor, if that is above 1.
     */
    public Sample differences(double factor) {
        return combined(-factor, 1);
    }

    /**
     * {@return the ratio of the means, candidate by baseline}
     *
     * @throws IllegalArgumentException if a value is negative
     */
    public MeanRatio ratio() {
        return MeanRatio.of(this);
    }

    double meanBefore() {
        return mean(baseline.toArray());
    }

    double meanAfter() {
        return mean(candidate.toArray());
    }

    private static double mean(double[] values) {
        if (Arrays.stream(values).anyMatch(value -> value < 0)) {
            throw new IllegalArgumentException("a ratio of means needs values of 0 or more, not "
                    + Arrays.stream(values).min().getAsDouble());
        }
        return Summation.of(values) / values.length;
    }

    /** {@return the sum of both values of each case, each times its weight} */
    Sample combined(double weightBefore, double weightAfter) {
        double[] before = baseline.toArray();
        double[] after = candidate.toArray();
        var sums = new Values();
        for (int i = 0; i < before.length; i++) {
            sums.add(after[i] * weightAfter + before[i] * weightBefore);
        }
        return new Sample(sums, clusters.copy());
    }
}
