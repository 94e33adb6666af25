package dev.promptmeter.summary;

import dev.promptmeter.stats.EffectiveProportion;
import dev.promptmeter.stats.GuardedMean;
import dev.promptmeter.stats.Interval;
import dev.promptmeter.stats.MeanEstimate;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What a share or a mean rests on where counts alone do not say it: cases that were asked several times or belong together, and scores.
 *
 * @param observed the mean over cases, or over answers where each counts, and its errors
 * @param calls answers behind it
 * @param guarded the mean by which gates decide; null for a share
 */
public record Sampled(
        MeanEstimate observed, long calls, @Nullable GuardedMean guarded) {

    private static final double CONFIDENCE = 0.95;
    private static final Interval RANGE = new Interval(0.0, 1.0);
    private static final int FEWEST_CLUSTERS = 20;

    /** {@return whether some of the cases, or of the answers where each counts, belong together} */
    public boolean clustered() {
        return observed.clusters() < observed.n();
    }

    /** {@return whether there are too few clusters for an interval that can be relied on} */
    public boolean rough() {
        return clustered() && observed.clusters() < FEWEST_CLUSTERS;
    }

    /** {@return how many times the variance is what it would be if none belonged together; empty without clusters or spread} */
    public OptionalDouble designEffect() {
        return clustered() ? observed.designEffect() : OptionalDouble.empty();
    }

    /** {@return the share as that of independent trials, by which gates decide; empty for a single cluster that did not always agree} */
    public Optional<EffectiveProportion> proportion() {
        return EffectiveProportion.of(observed, calls);
    }

    /** {@return the same share with the interval that repeats and clusters leave} */
    static Figure share(Figure counted, Sampled sampled) {
        boolean independent = !sampled.clustered() && sampled.calls == sampled.observed.n();
        if (independent) {
            return counted;
        }
        Figure open = counted.within(null, null, "proportion.effectiveN").resting(sampled);
        return sampled.proportion()
                .map(proportion -> proportion.clopperPearson(CONFIDENCE))
                .map(interval -> open.within(interval.lower(), interval.upper(), "proportion.effectiveN"))
                .orElse(open);
    }

    /** {@return the same mean of values from 0 to 1 with its interval} */
    static Figure mean(Figure counted, Sampled sampled) {
        String method = sampled.clustered() ? "mean.clustered" : "mean.t";
        Figure open = counted.resting(sampled);
        return sampled.observed
                .interval(CONFIDENCE, RANGE)
                .map(interval -> interval.clippedTo(RANGE))
                .map(interval -> open.within(interval.lower(), interval.upper(), method))
                .orElse(open);
    }
}
