package dev.promptmeter.gate;

import dev.promptmeter.compare.FigureChange.Scale;
import dev.promptmeter.compare.PairedValues;
import dev.promptmeter.gate.Opinion.Settled;
import dev.promptmeter.stats.Absence;
import dev.promptmeter.stats.PointComparison;
import dev.promptmeter.stats.Sample;
import dev.promptmeter.summary.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Judges a share or a score by its values case by case, whatever answers are missing. */
final class DifferenceJudgement {

    private final Gate gate;
    private final PairedValues values;
    private final double allowed;
    private final List<String> notes = new ArrayList<>();

    DifferenceJudgement(Gate gate, PairedPart part) {
        this.gate = gate;
        this.allowed = part.allowedErrors();
        this.values = gate.kind() == FigureKind.SCORE_MEAN
                ? PairedValues.anywhere(part.pairs(), PairedReading.value(gate.figure()), part::cluster)
                : PairedValues.of(part.pairs(), PairedReading.value(gate.figure()), part::cluster);
    }

    Opinion opinion() {
        int n = values.complete().size();
        if (n == 0) {
            return invalid(Absence.NO_DATA, "no case has a judged answer on both sides");
        }
        if (gate.minSamples() != null && n < gate.minSamples()) {
            return invalid(
                    Absence.TOO_FEW,
                    gate.subject() + " needs " + FigureText.count(gate.minSamples()) + " pairs, there are "
                            + FigureText.count(n));
        }
        return judged();
    }

    private Opinion invalid(Absence code, String reason) {
        return Opinion.invalid(gate, figure(), code.name(), reason);
    }

    private Figure figure() {
        int n = values.complete().size();
        return n == 0
                ? Figure.absent(gate.figure(), gate.unit(), 0, Absence.NO_DATA.name())
                : Figure.of(gate.figure(), gate.unit(), mean(PairedValues.Value::after), n);
    }

    private double mean(ToDoubleFunction<PairedValues.Value> value) {
        var sample = new Sample();
        values.complete().forEach(each -> sample.add(value.applyAsDouble(each)));
        return sample.estimate().orElseThrow().mean();
    }

    private Opinion judged() {
        boolean point = gate.confidence() == Confidence.POINT;
        ChangeMethod method = method(point ? Sureness.SHOWN : gate.demand().alpha());
        Sureness seen = method.with(0, 0);
        int missing = values.missing();
        boolean little = missing == 0 || values.missesLittle(allowed);
        if (little && missing > 0) {
            notes.add(missing + " of " + pairs() + " pairs lack an answer on one side and are left out");
        }
        if (point) {
            return point(method, seen, little ? 0 : missing);
        }
        return little ? opinion(null, seen, method) : bounded(method, seen, missing);
    }

    private ChangeMethod method(double alpha) {
        boolean flags = PairedReading.flags(gate.figure()) ? values.flags() : values.single();
        boolean flips = gate.kind() == FigureKind.SHARE && gate.bound().kind() == Bound.Kind.SHIFT && flags;
        return flips ? FlipMethod.of(gate, alpha, values) : new DifferenceMethod(gate, alpha, values);
    }

    private int pairs() {
        return values.complete().size() + values.missing();
    }

    private Opinion bounded(ChangeMethod method, Sureness seen, int missing) {
        double alpha = gate.demand().alpha();
        Sureness best = method.with(missing, 0);
        Sureness worst = method.with(0, missing);
        if (best.verdict(best.evidence(), alpha) != worst.verdict(worst.evidence(), alpha)) {
            return undecided(method, seen);
        }
        notes.add(whatever(missing));
        return opinion(null, seen.between(worst, best), method);
    }

    private static String whatever(int missing) {
        return "the verdict holds whatever the "
                + (missing == 1 ? "missing answer was" : missing + " missing answers were");
    }

    private Opinion undecided(ChangeMethod method, Sureness seen) {
        String reason =
                values.missing() + " of " + pairs() + " pairs lack an answer on one side (" + values.lackBefore()
                        + " in the baseline only, " + values.lackAfter()
                        + " in the run only), and they could change the verdict";
        return opinion(new Settled(GateVerdict.INVALID, Absence.MISSING.name(), reason), seen, method);
    }

    private Opinion point(ChangeMethod method, Sureness seen, int missing) {
        boolean best = holds(missing);
        if (best != holds(-missing)) {
            return undecided(method, seen);
        }
        if (missing > 0) {
            notes.add(whatever(missing));
        }
        return opinion(new Settled(best ? GateVerdict.PASS : GateVerdict.FAIL, null, null), seen, method);
    }

    /** {@return whether the figure keeps to its bound if so many more cases had the most of it; fewer than 0 for the least} */
    private boolean holds(int more) {
        double before = mean(PairedValues.Value::before);
        double after = mean(PairedValues.Value::after);
        if (more == 0) {
            double bound = gate.bound().effective(before).orElseThrow();
            return gate.comparator().holds(PointComparison.compare(after, bound));
        }
        boolean scaled = gate.bound().kind() == Bound.Kind.FACTOR;
        double factor = scaled ? gate.bound().value() : 1;
        int n = values.complete().size();
        double filled = ((after - factor * before) * n + more * Math.max(1, factor)) / (n + Math.abs(more));
        return gate.comparator()
                .holds(PointComparison.compare(filled, scaled ? 0 : gate.bound().value()));
    }

    private Opinion opinion(@Nullable Settled settled, Sureness sureness, ChangeMethod method) {
        double before = mean(PairedValues.Value::before);
        Figure figure = figure();
        double change = Objects.requireNonNull(figure.value()) - before;
        GateChange.Outlook outlook = method instanceof FlipMethod flips && settled == null ? Outlooks.of(flips) : null;
        var found = new GateChange(before, Scale.DIFFERENCE, change, method.flips(), outlook);
        return new Opinion(gate, figure, settled, sureness, found, notes);
    }
}
