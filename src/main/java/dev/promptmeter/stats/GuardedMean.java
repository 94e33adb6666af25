package dev.promptmeter.stats;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A mean that does not claim to be sure because few cases showed any spread.
 *
 * <p>If fewer than 20 cases stand out, one pseudo-case is added at each end of what a case could have shown, as Agresti
 * and Min 2005 and Bonett and Price 2012 do for paired shares. Then Student's t decides, over clusters where there are
 * any, with the larger of the clustered and the naive error. Without the guard, rare changes look sure far too often.
 *
 * @param observed the mean of the real cases, without any pseudo-case
 * @param guarded the mean that decides; {@code observed} if no pseudo-case was needed
 * @param range the lowest and highest value that a case can have, both ends closed
 * @param standOut how many cases stand out; of scores no more than 20 need be counted
 */
public record GuardedMean(MeanEstimate observed, MeanEstimate guarded, Interval range, int standOut) {

    /**
     * {@return the guarded mean of the differences, candidate minus baseline; those not 0 stand out; empty of nothing}
     *
     * @param largest the largest size that a difference can have, greater than 0
     */
    public static Optional<GuardedMean> ofDifferences(Sample differences, double largest) {
        var range = new Interval(-largest, largest);
        requireWidth(range);
        int standOut = (int) Arrays.stream(differences.toArray())
                .filter(each -> Math.abs(each) > Sample.ROUNDING)
                .count();
        return of(differences, range, standOut);
    }

    /**
     * {@return the guarded mean of the scores; those other than the most frequent one stand out; empty of nothing}
     *
     * @param range the lowest and highest score that can be given, both ends closed and apart
     */
    public static Optional<GuardedMean> ofScores(Sample scores, Interval range) {
        requireWidth(range);
        double[] sorted = scores.toArray();
        Arrays.sort(sorted);
        return of(scores, range, sorted.length - longestRun(sorted));
    }

    /** {@return the same of scores that were added up, of which each cluster was a row or what a column names} */
    public static Optional<GuardedMean> ofScores(ClusteredMean scores, Interval range) {
        requireWidth(range);
        return scores.estimate().map(observed -> {
            double lower = requireNonNull(range.lower());
            double upper = requireNonNull(range.upper());
            MeanEstimate guarded = sure(observed, scores.standOut())
                    ? observed
                    : scores.estimate(ClusteredMean.trillionths(lower), ClusteredMean.trillionths(upper));
            return new GuardedMean(observed, guarded, range, scores.standOut());
        });
    }

    private static Optional<GuardedMean> of(Sample sample, Interval range, int standOut) {
        return sample.estimate().map(observed -> {
            double lower = requireNonNull(range.lower());
            double upper = requireNonNull(range.upper());
            MeanEstimate guarded = sure(observed, standOut)
                    ? observed
                    : sample.with(lower, upper).estimate().orElseThrow();
            return new GuardedMean(observed, guarded, range, standOut);
        });
    }

    private static boolean sure(MeanEstimate observed, int standOut) {
        return standOut >= DistinctValues.ENOUGH && !observed.constant();
    }

    private static void requireWidth(Interval range) {
        if (!(range.width() > 0 && range.width() < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("needs a range with two ends apart, not " + range);
        }
    }

    private static int longestRun(double[] sorted) {
        int longest = 0;
        int start = 0;
        for (int i = 0; i < sorted.length; i++) {
            if (sorted[i] - sorted[start] > Sample.ROUNDING) {
                start = i;
            }
            longest = Math.max(longest, i - start + 1);
        }
        return longest;
    }

    /** {@return whether two pseudo-cases were added} */
    public boolean augmented() {
        return !guarded.equals(observed);
    }

    /** {@return the degrees of freedom of Student's t, pseudo-cases counted} */
    public int degreesOfFreedom() {
        return guarded.clusters() - 1;
    }

    /**
     * {@return the two one-sided bounds, each with an error of {@code alpha}, clipped to the range; empty for one cluster}
     *
     * <p>Before Holm's correction they decide as {@link #evidenceAtLeast} does.
     */
    public Optional<Interval> bounds(double alpha) {
        Confidence.requireError(alpha);
        OptionalDouble error = guarded.cautiousError();
        return error.isEmpty()
                ? Optional.empty()
                : Optional.of(MeanInterval.student(guarded.mean(), error.getAsDouble(), degreesOfFreedom(), alpha)
                        .clippedTo(range));
    }

    /** {@return Student's t of a true mean at the boundary; empty for a single cluster} */
    public OptionalDouble t(double boundary) {
        OptionalDouble error = guarded.cautiousError();
        return error.isEmpty() ? error : OptionalDouble.of((guarded.mean() - boundary) / error.getAsDouble());
    }

    /** {@return the evidence that the true mean is at least at the boundary, by a one-sided t test; empty for one cluster} */
    public Optional<Evidence> evidenceAtLeast(double boundary) {
        OptionalDouble t = t(boundary);
        return t.isEmpty() ? Optional.empty() : Optional.of(Evidence.ofStudent(t.getAsDouble(), degreesOfFreedom()));
    }

    /** {@return the evidence that the true mean is at most at the boundary; empty for a single cluster} */
    public Optional<Evidence> evidenceAtMost(double boundary) {
        return evidenceAtLeast(boundary).map(Evidence::swapped);
    }
}
