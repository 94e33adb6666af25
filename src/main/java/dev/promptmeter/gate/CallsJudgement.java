package dev.promptmeter.gate;

import dev.promptmeter.compare.CasePair;
import dev.promptmeter.compare.PairedCalls;
import dev.promptmeter.gate.Opinion.Settled;
import dev.promptmeter.stats.Absence;
import dev.promptmeter.stats.Interval;
import dev.promptmeter.stats.OrderedSample;
import dev.promptmeter.stats.PointComparison;
import dev.promptmeter.stats.Quantile;
import dev.promptmeter.stats.QuantileRatio;
import dev.promptmeter.summary.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Judges a quantile of a time by its ratio to the baseline's, over all calls of the cases that both runs have. */
final class CallsJudgement {

    private static final double SHOWN = 0.025;
    private static final String METHOD = "latency.quantileRatio";

    private final Gate gate;
    private final Quantile quantile;
    private final OrderedSample before;
    private final OrderedSample after;
    private final List<String> notes = new ArrayList<>();

    CallsJudgement(Gate gate, PairedPart part) {
        PairedCalls calls = PairedCalls.of(part.pairs(), PairedReading.measured(gate.figure()));
        this.gate = gate;
        this.quantile = Percentile.of(gate.figure()).orElseThrow().quantile();
        this.before = calls.before();
        this.after = calls.after();
        if (gate.severity() == Severity.FAIL) {
            notes.add(PairedJudgement.ANOTHER_TIME);
        }
        if (part.pairs().stream().anyMatch(CasePair::repeated)) {
            notes.add(CallNotes.REPEATS);
        }
    }

    Opinion opinion() {
        if (before.count() == 0) {
            return invalid(Absence.BASELINE_LACKS_DATA, "no call was timed in the baseline");
        }
        if (after.count() == 0) {
            return invalid(Absence.NO_DATA, "no call was timed in this run");
        }
        long floor = Math.max(
                gate.minSamples() == null ? 1 : gate.minSamples(),
                gate.confidence() == Confidence.POINT ? quantile.shownFrom() : 1);
        if (Math.min(before.count(), after.count()) < floor) {
            return invalid(
                    Absence.TOO_FEW, gate.subject() + " needs " + FigureText.count(floor) + " calls, " + counts());
        }
        return gate.confidence() == Confidence.POINT ? point() : sure();
    }

    private String counts() {
        return "the baseline has " + FigureText.count(before.count()) + ", this run has "
                + FigureText.count(after.count());
    }

    private Opinion invalid(Absence code, String reason) {
        return Opinion.invalid(gate, figure(), code.name(), reason);
    }

    private Figure figure() {
        OptionalDouble value = after.observed(quantile);
        Absence absence = after.count() == 0 ? Absence.NO_DATA : Absence.CENSORED;
        return value.isEmpty()
                ? Figure.absent(gate.figure(), gate.unit(), after.count(), absence.name())
                : Figure.of(gate.figure(), gate.unit(), value.getAsDouble(), after.count());
    }

    private Opinion point() {
        OptionalDouble now = after.observed(quantile);
        OptionalDouble then = before.observed(quantile);
        if (now.isEmpty() || then.isEmpty()) {
            String side = now.isEmpty() ? "this run" : "the baseline";
            return invalid(Absence.CENSORED, gate.subject() + " falls among timed-out attempts of " + side);
        }
        double bound = gate.bound().effective(then.getAsDouble()).orElseThrow();
        boolean holds = gate.comparator().holds(PointComparison.compare(now.getAsDouble(), bound));
        var settled = new Settled(holds ? GateVerdict.PASS : GateVerdict.FAIL, null, null);
        GateChange change = GateChange.ratio(then.getAsDouble(), now.getAsDouble() / then.getAsDouble());
        return new Opinion(gate, figure(), settled, null, change, notes);
    }

    private Opinion sure() {
        var ratio = new QuantileRatio(before, after, quantile);
        GateChange change = GateChange.ratio(boxed(before.observed(quantile)), boxed(ratio.ratio()));
        return new Opinion(gate, figure(), null, sureness(ratio), change, notes);
    }

    private Sureness sureness(QuantileRatio ratio) {
        Interval bounds = ratio.bounds(gate.demand().alpha()).orElse(null);
        Sureness.Units units = Sureness.Units.independent(after.count());
        if (bounds == null) {
            notes.add(openEnd());
            return Sureness.mute(Absence.OPEN_END, METHOD, units);
        }
        return new Sureness(ratio.evidenceAtMost(gate.bound().value()), bounds, METHOD, units, null, null);
    }

    private String openEnd() {
        long needed = quantile.samplesForBothBounds(1 - 2 * gate.demand().alpha());
        String name = gate.figure().substring(gate.figure().lastIndexOf(".p") + 1);
        if (after.count() >= needed && before.count() >= needed) {
            return "an end of the interval of " + name + " falls among timed-out attempts";
        }
        String side = after.count() < needed
                ? "this run has " + FigureText.count(after.count())
                : "the baseline has " + FigureText.count(before.count());
        return name + " has no upper bound below " + FigureText.count(needed) + " calls; " + side;
    }

    private static @Nullable Double boxed(OptionalDouble value) {
        return value.isPresent() ? (Double) value.getAsDouble() : null;
    }
}
