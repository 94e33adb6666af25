package dev.promptmeter.gate;

import dev.promptmeter.summary.Kept;
import java.util.Set;

/** What gates need of single cases, besides figures. */
final class GateNeeds {

    private GateNeeds() {}

    static Set<Kept> of(Gate gate) {
        if (gate.againstBaseline()) {
            return gate.selector().aboutRows() || gate.demand().cluster() != null ? Set.of(members(gate)) : Set.of();
        }
        if (gate.confidence() == Confidence.POINT) {
            return Set.of();
        }
        return switch (gate.kind()) {
            case SHARE, SCORE_MEAN -> Set.of(values(gate));
            case QUANTILE -> Set.of(calls(gate));
            case PROMISE, AMOUNT, CHANGES, OTHER -> Set.of();
        };
    }

    static Kept.Values values(Gate gate) {
        return new Kept.Values(gate.figure(), gate.selector(), gate.demand().cluster());
    }

    static Kept.Calls calls(Gate gate) {
        return new Kept.Calls(gate.figure(), gate.selector());
    }

    static Kept.Members members(Gate gate) {
        return new Kept.Members(gate.selector(), gate.demand().cluster());
    }
}
