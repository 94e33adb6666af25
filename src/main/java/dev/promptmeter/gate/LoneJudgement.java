package dev.promptmeter.gate;

import dev.promptmeter.gate.Opinion.Settled;
import dev.promptmeter.stats.Absence;
import dev.promptmeter.stats.PointComparison;
import dev.promptmeter.summary.Figure;
import dev.promptmeter.summary.KeptValues;
import dev.promptmeter.summary.Selector;
import dev.promptmeter.summary.Slice;
import dev.promptmeter.summary.Summary;
import java.util.List;
import java.util.Optional;

/** One gate judged by a number of its own, without a baseline. */
final class LoneJudgement {

    private final Gate gate;
    private final Slice slice;
    private final Figure figure;
    private final AbsenceText texts;
    private final KeptValues kept;

    LoneJudgement(Gate gate, Summary summary) {
        this.gate = gate;
        this.slice = summary.slice(gate.selector());
        this.figure = slice.figure(gate.figure());
        this.texts = new AbsenceText(gate, slice);
        this.kept = summary.kept();
    }

    Opinion opinion() {
        if (selectsNothing()) {
            return invalid(Absence.NO_DATA.name(), texts.nothingSelected());
        }
        return gate.confidence() == Confidence.POINT ? point() : sure();
    }

    private boolean selectsNothing() {
        boolean empty = slice.counts().judged() == 0;
        return !gate.selector().equals(Selector.ALL) && empty;
    }

    private Opinion invalid(String code, String reason) {
        return Opinion.invalid(gate, figure, code, reason);
    }

    private Opinion point() {
        if (figure.value() != null) {
            return measured(figure.value());
        }
        if (brokenByWhatIsKnown()) {
            return settled(GateVerdict.FAIL, texts.broken(figure));
        }
        return keptAtTheMost() ? settled(GateVerdict.PASS, texts.kept(figure)) : absent();
    }

    private Opinion absent() {
        return invalid(String.valueOf(figure.absence()), texts.of(figure));
    }

    private Opinion settled(GateVerdict verdict, String reason) {
        return Opinion.settled(gate, figure, new Settled(verdict, null, reason));
    }

    private Opinion measured(double value) {
        if (gate.minSamples() != null && figure.n() < gate.minSamples()) {
            return invalid(Absence.TOO_FEW.name(), texts.tooFew(gate.minSamples(), figure));
        }
        boolean holds = gate.comparator()
                .holds(PointComparison.compare(value, gate.bound().value()));
        return Opinion.settled(gate, figure, new Settled(holds ? GateVerdict.PASS : GateVerdict.FAIL, null, null));
    }

    /** The figure lies above what is known: above the time limit, or at least at the known costs. */
    private boolean brokenByWhatIsKnown() {
        Double known = figure.beyond();
        if (known == null || !gate.comparator().ceiling()) {
            return false;
        }
        int compared = PointComparison.compare(known, gate.bound().value());
        return "CENSORED".equals(figure.absence())
                ? compared >= 0
                : !gate.comparator().holds(compared);
    }

    /** One attempt of unknown cost need not leave a cheap run undecided: it can cost no more than what was sent allows. */
    private boolean keptAtTheMost() {
        Double most = figure.most();
        boolean enough = gate.minSamples() == null || figure.n() >= gate.minSamples();
        return most != null
                && enough
                && gate.comparator().ceiling()
                && gate.comparator()
                        .holds(PointComparison.compare(most, gate.bound().value()));
    }

    /** A quantile is judged by counting calls, which needs no value of its own. */
    private Opinion sure() {
        Optional<Sureness> sureness = new SurelyWithin(gate).of(figure, kept);
        if (sureness.isEmpty()) {
            return absent();
        }
        long n = sureness.get().units().n();
        if (gate.minSamples() != null && n < gate.minSamples()) {
            return invalid(Absence.TOO_FEW.name(), texts.tooFew(gate.minSamples(), figure));
        }
        return Opinion.open(gate, figure, sureness.get(), notes(sureness.get()));
    }

    private List<String> notes(Sureness sureness) {
        boolean calls = gate.kind() == FigureKind.QUANTILE || gate.kind() == FigureKind.PROMISE;
        if (sureness.floor() == Absence.OPEN_END) {
            Percentile percentile = Percentile.of(gate.figure()).orElseThrow();
            long needed =
                    percentile.quantile().samplesForUpperBound(1 - gate.demand().alpha());
            return List.of(
                    percentile + " has no upper bound below " + FigureText.count(needed) + " calls; this run has "
                            + FigureText.count(sureness.units().n()));
        }
        boolean repeated = slice.counts().repeats() > slice.counts().cases();
        return calls && repeated ? List.of(CallsJudgement.REPEATS) : List.of();
    }
}
