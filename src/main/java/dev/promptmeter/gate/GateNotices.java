package dev.promptmeter.gate;

import java.util.ArrayList;
import java.util.List;

/** What the author of a gate should know of it before money is spent. */
final class GateNotices {

    private GateNotices() {}

    static List<String> of(Gate gate) {
        List<String> notices = new ArrayList<>();
        if (beyondProof(gate)) {
            notices.add("'" + gate.expression() + "' cannot be proved by any number of cases; use confidence: point");
        }
        if (gate.confidence() == Confidence.GUARD && marginless(gate.bound())) {
            notices.add("'" + gate.expression() + "' with margin 0 is red in about "
                    + FigureText.percentOf(gate.demand().alpha()) + " of runs even if nothing changed");
        }
        if (gate.againstBaseline() && PairedJudgement.timed(gate) && gate.severity() == Severity.FAIL) {
            notices.add("'" + gate.expression() + "': " + PairedJudgement.ANOTHER_TIME);
        }
        return notices;
    }

    /** Surely all of a share, or surely nothing of it, is more than a sample can show. */
    private static boolean beyondProof(Gate gate) {
        boolean share = gate.kind() == FigureKind.SHARE
                || gate.kind() == FigureKind.PROMISE
                || gate.kind() == FigureKind.SCORE_MEAN;
        double end = gate.comparator().ceiling() ? 0 : 1;
        return share
                && gate.confidence() != Confidence.POINT
                && gate.bound().kind() == Bound.Kind.NUMBER
                && gate.bound().value() == end;
    }

    private static boolean marginless(Bound bound) {
        return bound.kind() == Bound.Kind.SHIFT && bound.value() == 0
                || bound.kind() == Bound.Kind.FACTOR && bound.value() == 1;
    }
}
