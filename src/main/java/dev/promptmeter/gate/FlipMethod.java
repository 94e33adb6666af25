package dev.promptmeter.gate;

import dev.promptmeter.compare.PairedValues;
import dev.promptmeter.stats.Evidence;
import dev.promptmeter.stats.Interval;
import dev.promptmeter.stats.McNemar;
import dev.promptmeter.stats.PairedPasses;
import java.util.Objects;

/**
 * Cases that were a yes or a no once on each side: Tango's score test. Improved is what the gate wants more of.
 *
 * @param gate the rule, with a shift
 * @param alpha one-sided error of the bounds
 * @param flips what was seen
 */
record FlipMethod(Gate gate, double alpha, GateChange.Flips flips) implements ChangeMethod {

    static FlipMethod of(Gate gate, double alpha, PairedValues values) {
        int more = 0;
        int fewer = 0;
        for (PairedValues.Value value : values.complete()) {
            more += value.difference() > 0 ? 1 : 0;
            fewer += value.difference() < 0 ? 1 : 0;
        }
        boolean ceiling = gate.comparator().ceiling();
        int n = values.complete().size();
        return new FlipMethod(gate, alpha, new GateChange.Flips(ceiling ? fewer : more, ceiling ? more : fewer, n));
    }

    /** {@return the drop that is allowed, as a share; negative where a rise is asked for} */
    double margin() {
        double shift = gate.bound().value();
        return gate.comparator().ceiling() ? shift : -shift;
    }

    @Override
    public Sureness with(int improved, int worsened) {
        int better = flips.improved() + improved;
        int worse = flips.worsened() + worsened;
        var pairs = new PairedPasses(better, worse, (long) flips.n() + improved + worsened);
        Evidence evidence = pairs.evidenceAtLeast(-margin()).orElseThrow();
        return Sureness.approximate(
                        evidence,
                        natural(pairs.bounds(alpha)),
                        "gate.nonInferiorityPaired",
                        Sureness.Units.independent(flips.n()))
                .failingBy(new McNemar(better, worse).worse());
    }

    private Interval natural(Interval wanted) {
        return gate.comparator().ceiling()
                ? new Interval(-Objects.requireNonNull(wanted.upper()), -Objects.requireNonNull(wanted.lower()))
                : wanted;
    }
}
