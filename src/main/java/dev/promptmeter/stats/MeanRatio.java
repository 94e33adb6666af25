package dev.promptmeter.stats;

import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * How many times the baseline's mean the candidate's is, over the same cases: costs, tokens or mean times.
 *
 * <p>The error is that of the logarithm of the ratio, by linearisation of paired values (delta method; Cochran 1977,
 * Sampling Techniques, section 6.3), over clusters where there are any; Student's t with one degree less than clusters.
 */
public final class MeanRatio {

    private final @Nullable Double ratio;
    private final @Nullable MeanEstimate linearised;

    private MeanRatio(@Nullable Double ratio, @Nullable MeanEstimate linearised) {
        this.ratio = ratio;
        this.linearised = linearised;
    }

    static MeanRatio of(PairedSample pairs) {
        double before = pairs.size() == 0 ? 0 : pairs.meanBefore();
        double after = pairs.size() == 0 ? 0 : pairs.meanAfter();
        if (before == 0) {
            return new MeanRatio(null, null);
        }
        return after == 0
                ? new MeanRatio(0.0, null)
                : new MeanRatio(
                        after / before,
                        pairs.combined(-1 / before, 1 / after).estimate().orElseThrow());
    }

    /** {@return the ratio, 0 or more; empty of nothing and for a baseline mean of 0} */
    public OptionalDouble ratio() {
        return ratio == null ? OptionalDouble.empty() : OptionalDouble.of(ratio);
    }

    /** {@return the standard error of the ratio's logarithm, 0 without spread; empty for one cluster or a mean of 0} */
    public OptionalDouble logError() {
        return linearised == null ? OptionalDouble.empty() : linearised.cautiousError();
    }

    /** {@return whether every case changed by the same factor, so that the ratio alone decides} */
    public boolean withoutSpread() {
        return logError().equals(OptionalDouble.of(0));
    }

    /** {@return the two-sided interval of the ratio; empty for one cluster, a mean of 0 or without spread} */
    public Optional<Interval> interval(double confidence) {
        return boundsOrNone(Confidence.errorPerSide(confidence).doubleValue());
    }

    /** {@return the two one-sided bounds, each with an error of {@code alpha}; empty as {@link #interval} is} */
    public Optional<Interval> bounds(double alpha) {
        return boundsOrNone(Confidence.requireError(alpha));
    }

    private Optional<Interval> boundsOrNone(double tail) {
        if (ratio == null || linearised == null || logError().isEmpty() || withoutSpread()) {
            return Optional.empty();
        }
        Interval logs =
                MeanInterval.student(Math.log(ratio), logError().getAsDouble(), linearised.clusters() - 1, tail);
        return Optional.of(logs.map(Math::exp));
    }

    /**
     * {@return the evidence that the true ratio is at most the limit; empty for one cluster or a mean of 0}
     *
     * @param limit a factor greater than 0
     */
    public Optional<Evidence> evidenceAtMost(double limit) {
        return evidence(limit, -1);
    }

    /**
     * {@return the evidence that the true ratio is at least the limit; empty for one cluster or a mean of 0}
     *
     * @param limit a factor greater than 0
     */
    public Optional<Evidence> evidenceAtLeast(double limit) {
        return evidence(limit, 1);
    }

    private Optional<Evidence> evidence(double limit, int sign) {
        if (!(limit > 0)) {
            throw new IllegalArgumentException("a ratio is limited by a factor above 0: " + limit);
        }
        if (ratio == null || linearised == null || logError().isEmpty()) {
            return Optional.empty();
        }
        if (withoutSpread()) {
            boolean holds = sign * PointComparison.compare(ratio, limit) >= 0;
            return Optional.of(holds ? new Evidence(1, 0) : new Evidence(0, 1));
        }
        double t = sign * (Math.log(ratio) - Math.log(limit)) / logError().getAsDouble();
        return Optional.of(Evidence.ofStudent(t, linearised.clusters() - 1));
    }
}
