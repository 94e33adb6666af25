package dev.promptmeter.gate;

import dev.promptmeter.compare.FigureChange.Scale;
import dev.promptmeter.stats.Interval;
import java.util.Optional;

/**
 * The bounds of a change as its gate sees it: more is better.
 *
 * @param least what the change surely is at least
 * @param most what it surely is at most
 */
record ChangeBounds(double least, double most) {

    /** {@return the bounds of that change; empty if an end is open, or where they are not of the plain change} */
    static Optional<ChangeBounds> of(Gate gate, GateChange change, Sureness sureness) {
        Interval bounds = sureness.bounds();
        boolean plain = change.scale() == Scale.RATIO || gate.bound().kind() == Bound.Kind.SHIFT;
        if (bounds == null || bounds.lower() == null || bounds.upper() == null || !plain) {
            return Optional.empty();
        }
        double none = change.scale() == Scale.RATIO ? 1 : 0;
        double low = bounds.lower() - none;
        double high = bounds.upper() - none;
        return Optional.of(gate.comparator().ceiling() ? new ChangeBounds(-high, -low) : new ChangeBounds(low, high));
    }

    /** {@return what a gate that holds is flagged with} */
    Optional<Flag> flag() {
        if (most < 0) {
            return Optional.of(Flag.SMALL_DROP);
        }
        return least > 0 ? Optional.of(Flag.IMPROVED) : Optional.empty();
    }
}
