package dev.promptmeter.gate;

import dev.promptmeter.compare.BaselineCase;
import dev.promptmeter.compare.CasePair;
import dev.promptmeter.compare.PairedAmounts;
import dev.promptmeter.compare.PairedValues;
import dev.promptmeter.gate.Opinion.Settled;
import dev.promptmeter.stats.Absence;
import dev.promptmeter.stats.Evidence;
import dev.promptmeter.stats.MeanRatio;
import dev.promptmeter.stats.PointComparison;
import dev.promptmeter.summary.Figure;
import dev.promptmeter.summary.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Judges costs, tokens and mean times by the ratio of their means over the cases that both runs asked for and judged. */
final class AmountJudgement {

    private static final String METHOD = "ratio.meansPaired";
    private static final double SHOWN = 0.025;

    private final Gate gate;
    private final PairedPart part;
    private final PairedAmounts amounts;
    private final List<String> notes = new ArrayList<>();

    AmountJudgement(Gate gate, PairedPart part) {
        this.gate = gate;
        this.part = part;
        this.amounts = PairedAmounts.of(part.pairs(), PairedReading.amount(gate.figure()), part::cluster);
        if (PairedJudgement.timed(gate) && gate.severity() == Severity.FAIL) {
            notes.add(PairedJudgement.ANOTHER_TIME);
        }
    }

    Opinion opinion() {
        int n = amounts.pairs().size();
        if (amounts.unknown() > 0) {
            Absence code = gate.unit() == Unit.USD ? Absence.COST_UNKNOWN : lacking();
            return invalid(
                    code,
                    gate.subject() + " is unknown for " + amounts.unknown() + " of " + (amounts.unknown() + n)
                            + " cases");
        }
        if (n == 0) {
            return invalid(Absence.NO_DATA, "no case was asked for and judged on both sides");
        }
        if (gate.minSamples() != null && n < gate.minSamples()) {
            return invalid(
                    Absence.TOO_FEW,
                    gate.subject() + " needs " + FigureText.count(gate.minSamples()) + " pairs, there are "
                            + FigureText.count(n));
        }
        return complete() ? judged(amounts.pairs().ratio()) : invalid(Absence.MISSING, missing());
    }

    /** {@return whether it is the baseline that does not have it at all} */
    private Absence lacking() {
        boolean none = part.pairs().stream()
                .map(CasePair::before)
                .map(PairedReading.amount(gate.figure()))
                .allMatch(OptionalDouble::isEmpty);
        return none ? Absence.BASELINE_LACKS_DATA : Absence.MISSING;
    }

    private PairedValues answers() {
        return PairedValues.of(part.pairs(), BaselineCase::passShare, part::cluster);
    }

    /** An amount has no upper end, so that nothing can stand for one that is missing. */
    private boolean complete() {
        PairedValues answers = answers();
        return answers.missing() == 0 || answers.missesLittle(part.allowedErrors());
    }

    private String missing() {
        PairedValues answers = answers();
        return answers.missing() + " of " + part.pairs().size() + " pairs lack an answer on one side ("
                + answers.lackBefore() + " in the baseline only, " + answers.lackAfter()
                + " in the run only), and what they would have taken has no bound";
    }

    private Opinion invalid(Absence code, String reason) {
        return Opinion.invalid(gate, figure(), code.name(), reason);
    }

    private Figure figure() {
        OptionalDouble mean = amounts.meanAfter();
        int n = amounts.pairs().size();
        return mean.isEmpty()
                ? Figure.absent(gate.figure(), gate.unit(), 0, Absence.NO_DATA.name())
                : Figure.of(gate.figure(), gate.unit(), mean.getAsDouble() * times(n), n);
    }

    /** {@return how many times the mean of a case the figure is} */
    private double times(int n) {
        if (gate.figure().equals("cost.per1k")) {
            return 1000;
        }
        return gate.figure().equals("cost.total") || gate.figure().endsWith(".sum") ? n : 1;
    }

    private Opinion judged(MeanRatio ratio) {
        double before =
                amounts.meanBefore().orElseThrow() * times(amounts.pairs().size());
        Double size = ratio.ratio().isPresent() ? (Double) ratio.ratio().getAsDouble() : null;
        GateChange change = GateChange.ratio(before, size);
        if (gate.confidence() == Confidence.POINT) {
            double bound = gate.bound().effective(before).orElseThrow();
            double after =
                    amounts.meanAfter().orElseThrow() * times(amounts.pairs().size());
            boolean holds = gate.comparator().holds(PointComparison.compare(after, bound));
            var settled = new Settled(holds ? GateVerdict.PASS : GateVerdict.FAIL, null, null);
            return new Opinion(gate, figure(), settled, sureness(ratio, SHOWN), change, notes);
        }
        if (size == null) {
            return invalid(
                    Absence.ZERO_BASE, "the baseline's " + gate.subject() + " is 0, so that there is no ratio to it");
        }
        return new Opinion(gate, figure(), null, sureness(ratio, gate.demand().alpha()), change, notes);
    }

    private Sureness sureness(MeanRatio ratio, double alpha) {
        double limit = gate.bound().value();
        Sureness.Units units = units();
        Optional<Evidence> evidence =
                gate.comparator().ceiling() ? ratio.evidenceAtMost(limit) : ratio.evidenceAtLeast(limit);
        Absence mute = units.few() ? Absence.FEW_CASES : Absence.ZERO_BASE;
        return evidence.map(
                        found -> Sureness.approximate(found, ratio.bounds(alpha).orElse(null), METHOD, units))
                .orElseGet(() -> Sureness.mute(mute, METHOD, units));
    }

    private Sureness.Units units() {
        int n = amounts.pairs().size();
        int clusters = amounts.pairs().clusters();
        return clusters == n ? Sureness.Units.independent(n) : new Sureness.Units(n, clusters, null);
    }
}
