package dev.promptmeter.gate;

import java.util.Objects;

/** Which figures can be judged how surely, and what a demand must fit to. */
final class DemandRule {

    private static final String CODE = "PM-1505";

    private final GateSpec spec;
    private final GateText text;

    DemandRule(GateSpec spec, GateText text) {
        this.spec = spec;
        this.text = text;
    }

    /**
     * {@return what is demanded of a gate with that figure and bound}
     *
     * @throws GateException if no method can judge it so
     */
    Demand demand(String figure, Bound bound) {
        boolean compared = bound.kind() != Bound.Kind.NUMBER;
        if (compared && !BaselineFigures.hold(figure)) {
            throw fault("a baseline does not hold " + figure + ": compare it with a number");
        }
        Confidence confidence =
                Objects.requireNonNullElse(spec.confidence(), compared ? Confidence.GUARD : Confidence.POINT);
        if (confidence == Confidence.POINT) {
            requirePlain();
        } else {
            requireMethod(figure, compared);
        }
        double alpha = Objects.requireNonNullElse(spec.alpha(), Demand.USUAL_ALPHA);
        return new Demand(confidence, alpha, spec.minSamples(), spec.cluster());
    }

    private void requirePlain() {
        if (spec.alpha() != null) {
            throw fault("alpha belongs to guard and prove: leave it out, or name one of them");
        }
        if (spec.cluster() != null) {
            throw fault("cluster belongs to guard and prove: leave it out, or name one of them");
        }
    }

    private void requireMethod(String figure, boolean compared) {
        FigureKind kind = FigureKind.of(figure);
        if (!(compared ? kind.surelyChanged() : kind.surelyWithin())) {
            throw fault(figure + why(figure, kind) + ": confidence must be point");
        }
        boolean calls = kind == FigureKind.QUANTILE || kind == FigureKind.PROMISE;
        if (calls && spec.cluster() != null) {
            throw fault(figure + " counts calls, which make no clusters: leave cluster out");
        }
    }

    private static String why(String figure, FigureKind kind) {
        boolean sum = figure.equals("cost.total") || figure.endsWith(".sum");
        if (sum) {
            return " is a sum, not an estimate";
        }
        return kind == FigureKind.CHANGES ? " is a count, not an estimate" : " has no bounds to be sure of";
    }

    private GateException fault(String what) {
        return text.fault(CODE, 1, what);
    }
}
