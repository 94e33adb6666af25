package dev.promptmeter.compare;

import dev.promptmeter.compare.FigureChange.Finding;
import dev.promptmeter.compare.FigureChange.Scale;
import dev.promptmeter.stats.Absence;
import dev.promptmeter.stats.GuardedMean;
import dev.promptmeter.stats.Interval;
import dev.promptmeter.stats.MeanEstimate;
import dev.promptmeter.stats.Sample;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Scores, repeats and cases that belong together: the guarded mean of the differences case by case finds word and size.
 *
 * @param values of the cases that have one on both sides
 */
record MeanMethod(PairedValues values) implements PairedMethod {

    /** The largest size that a difference of two values from 0 to 1 can have. */
    private static final double LARGEST = 1;

    @Override
    public Finding with(int improved, int worsened) {
        var differences = new Sample();
        values.complete().forEach(value -> differences.add(value.difference(), value.cluster()));
        for (int i = 0; i < improved + worsened; i++) {
            differences.add(i < improved ? LARGEST : -LARGEST);
        }
        GuardedMean mean = GuardedMean.ofDifferences(differences, LARGEST).orElseThrow();
        MeanEstimate observed = mean.observed();
        Optional<Interval> bounds = mean.bounds(TAIL);
        OptionalDouble p = observed.pTwoSided();
        return finding(mean, bounds.orElse(null), p.isPresent() ? (Double) p.getAsDouble() : null);
    }

    private static Finding finding(GuardedMean mean, @Nullable Interval bounds, @Nullable Double p) {
        Absence absence = absence(mean, bounds);
        ChangeWord word = absence == null ? word(mean, bounds) : ChangeWord.NOT_ENOUGH_DATA;
        return new Finding(Scale.DIFFERENCE, mean.observed().mean(), bounds, p, word, absence, "paired.guardedMean");
    }

    private static @Nullable Absence absence(GuardedMean mean, @Nullable Interval bounds) {
        if (mean.standOut() == 0) {
            return null;
        }
        if (bounds == null) {
            return Absence.ONE_CLUSTER;
        }
        return mean.observed().clusters() < FEWEST ? Absence.FEW_CASES : null;
    }

    private static ChangeWord word(GuardedMean mean, @Nullable Interval bounds) {
        if (mean.standOut() == 0 || bounds == null || bounds.contains(0)) {
            return ChangeWord.NO_CHANGE_DETECTED;
        }
        return mean.observed().mean() > 0 ? ChangeWord.IMPROVED : ChangeWord.REGRESSED;
    }
}
