package dev.promptmeter.gate;

import dev.promptmeter.compare.PairedValues;
import dev.promptmeter.stats.Absence;
import dev.promptmeter.stats.Evidence;
import dev.promptmeter.stats.GuardedMean;
import dev.promptmeter.stats.Sample;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Scores, repeats, cases that belong together, and limits that are a factor: the guarded mean of the differences case by case.
 *
 * @param gate the rule
 * @param alpha one-sided error of the bounds
 * @param values of the cases that have one on both sides
 */
record DifferenceMethod(Gate gate, double alpha, PairedValues values) implements ChangeMethod {

    private static final String METHOD = "gate.nonInferiorityMean";

    private double factor() {
        return gate.bound().kind() == Bound.Kind.FACTOR ? gate.bound().value() : 1;
    }

    private double boundary() {
        return gate.bound().kind() == Bound.Kind.FACTOR ? 0 : gate.bound().value();
    }

    @Override
    public Sureness with(int improved, int worsened) {
        double largest = Math.max(1, factor());
        var differences = new Sample();
        for (PairedValues.Value value : values.complete()) {
            differences.add(value.after() - factor() * value.before(), value.cluster());
        }
        double better = gate.comparator().ceiling() ? -largest : largest;
        for (int i = 0; i < improved + worsened; i++) {
            differences.add(i < improved ? better : -better);
        }
        return sureness(GuardedMean.ofDifferences(differences, largest).orElseThrow());
    }

    private Sureness sureness(GuardedMean mean) {
        Sureness.Units units = SurelyWithin.units(mean.observed());
        Optional<Evidence> evidence =
                gate.comparator().ceiling() ? mean.evidenceAtMost(boundary()) : mean.evidenceAtLeast(boundary());
        return evidence.map(
                        found -> Sureness.approximate(found, mean.bounds(alpha).orElseThrow(), METHOD, units))
                .orElseGet(() -> Sureness.mute(Absence.ONE_CLUSTER, METHOD, units));
    }

    @Override
    public GateChange.@Nullable Flips flips() {
        return null;
    }
}
