package dev.promptmeter.gate;

import dev.promptmeter.compare.Comparison;
import dev.promptmeter.compare.Obstacle.Scope;
import dev.promptmeter.gate.Opinion.Settled;
import dev.promptmeter.stats.Absence;
import dev.promptmeter.summary.Figure;
import dev.promptmeter.summary.KeptValues;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One gate judged by what changed since a baseline. */
final class PairedJudgement {

    /** What is to be said of every time that is compared. */
    static final String ANOTHER_TIME =
            "latency against 1 baseline run from another time: time of day and provider load are in this"
                    + " ratio; consider severity: warn";

    private static final String NO_BASELINE =
            "No baseline yet, nothing was compared. Save one: promptmeter baseline save --name main";

    private final Gate gate;
    private final KeptValues kept;

    PairedJudgement(Gate gate, KeptValues kept) {
        this.gate = gate;
        this.kept = kept;
    }

    Opinion opinion(@Nullable Comparison comparison) {
        if (comparison == null) {
            return Opinion.settled(gate, nothing(), new Settled(GateVerdict.SKIPPED, null, NO_BASELINE));
        }
        var part = new PairedPart(gate, comparison, kept);
        List<String> obstacles = part.obstacles(scope());
        if (!obstacles.isEmpty()) {
            return Opinion.invalid(gate, nothing(), Absence.NOT_COMPARABLE.name(), String.join("; ", obstacles));
        }
        String unusable = comparison.before().origin().unusableTimes();
        if (scope() == Scope.TIMES && unusable != null) {
            return Opinion.invalid(gate, nothing(), Absence.MEASUREMENT.name(), "in the baseline " + unusable);
        }
        return switch (gate.kind()) {
            case SHARE, SCORE_MEAN -> new DifferenceJudgement(gate, part).opinion();
            case AMOUNT -> new AmountJudgement(gate, part).opinion();
            case QUANTILE -> new CallsJudgement(gate, part).opinion();
            case CHANGES -> new ChangesJudgement(gate, part).opinion();
            case OTHER -> new SingleJudgement(gate, part).opinion();
            case PROMISE -> throw new IllegalStateException("no baseline holds it: " + gate);
        };
    }

    private Figure nothing() {
        return Figure.absent(gate.figure(), gate.unit(), 0, Absence.NO_DATA.name());
    }

    private Scope scope() {
        if (timed(gate)) {
            return Scope.TIMES;
        }
        boolean judged = List.of("passRate", "passAny", "passAll", "flakyRate").contains(gate.figure())
                || gate.figure().startsWith("metric.")
                || gate.kind() == FigureKind.CHANGES;
        return judged ? Scope.QUALITY : Scope.EVERYTHING;
    }

    static boolean timed(Gate gate) {
        return gate.figure().startsWith("latency.") || gate.figure().startsWith("ttft.");
    }
}
