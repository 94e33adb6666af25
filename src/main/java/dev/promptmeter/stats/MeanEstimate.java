package dev.promptmeter.stats;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.apache.commons.statistics.distribution.TDistribution;
import org.jspecify.annotations.Nullable;

/**
 * A mean and how far it may be off; with every case in a cluster of its own both errors are the usual one.
 *
 * @param mean the mean of all values, each counting once
 * @param seen the lowest and the highest value, both ends closed
 * @param n how many values there are, at least 1
 * @param clusters how many clusters they form, 1 to {@code n}
 * @param standardError the error of the mean over clusters, 0 if it shows no spread; null for a single cluster
 * @param naiveError the error if clusters did not matter, 0 if all values are equal; null for a single cluster
 */
public record MeanEstimate(
        double mean,
        Interval seen,
        int n,
        int clusters,
        @Nullable Double standardError,
        @Nullable Double naiveError) {

    /** {@return the degrees of freedom, one less than clusters; empty for a single cluster} */
    public OptionalInt degreesOfFreedom() {
        return clusters < 2 ? OptionalInt.empty() : OptionalInt.of(clusters - 1);
    }

    /** {@return how many times the variance of the mean is what it would be without clusters; empty without spread} */
    public OptionalDouble designEffect() {
        if (standardError == null || naiveError == null || naiveError == 0) {
            return OptionalDouble.empty();
        }
        double ratio = standardError / naiveError;
        return OptionalDouble.of(ratio * ratio);
    }

    /** {@return the larger of both errors, by which gates decide; empty for a single cluster} */
    OptionalDouble cautiousError() {
        return standardError == null || naiveError == null
                ? OptionalDouble.empty()
                : OptionalDouble.of(Math.max(standardError, naiveError));
    }

    /** {@return Student's t interval over clusters, two-sided and not clipped; empty for one cluster or without spread} */
    public Optional<Interval> interval(double confidence) {
        return standardError == null || standardError == 0
                ? Optional.empty()
                : Optional.of(MeanInterval.student(
                        mean,
                        standardError,
                        clusters - 1,
                        Confidence.errorPerSide(confidence).doubleValue()));
    }

    /**
     * {@return Student's t interval, not clipped; where all values are equal, what the range still allows}
     *
     * @param range the lowest and highest possible value, both ends closed
     */
    public Optional<Interval> interval(double confidence, Interval range) {
        return constant()
                ? Optional.of(MeanInterval.allEqual(mean, clusters, range, confidence))
                : interval(confidence);
    }

    boolean constant() {
        return seen.width() <= Sample.ROUNDING;
    }

    /** {@return Student's t of a true mean of 0 (Student 1908); empty for one cluster or without spread} */
    public OptionalDouble t() {
        return standardError == null || standardError == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(mean / standardError);
    }

    /** {@return the two-sided p-value of a true mean of 0, for display only; empty for one cluster or without spread} */
    public OptionalDouble pTwoSided() {
        OptionalDouble t = t();
        return t.isEmpty()
                ? t
                : OptionalDouble.of(2 * TDistribution.of(clusters - 1).survivalProbability(Math.abs(t.getAsDouble())));
    }
}
