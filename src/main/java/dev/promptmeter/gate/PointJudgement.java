package dev.promptmeter.gate;

import dev.promptmeter.stats.PointComparison;
import dev.promptmeter.summary.Figure;
import dev.promptmeter.summary.Selector;
import dev.promptmeter.summary.Slice;
import dev.promptmeter.summary.Summary;

/** One gate judged by the figure itself. */
final class PointJudgement {

    private final Gate gate;
    private final Slice slice;
    private final Figure figure;
    private final AbsenceText texts;

    PointJudgement(Gate gate, Summary summary) {
        this.gate = gate;
        this.slice = summary.slice(gate.selector());
        this.figure = slice.figure(gate.figure());
        this.texts = new AbsenceText(gate, slice);
    }

    GateResult result() {
        if (selectsNothing()) {
            return invalid(texts.nothingSelected());
        }
        if (figure.value() != null) {
            return measured(figure.value());
        }
        return brokenByWhatIsKnown()
                ? new GateResult(gate, GateVerdict.FAIL, figure, texts.broken(figure))
                : invalid(texts.of(figure));
    }

    private boolean selectsNothing() {
        boolean empty = slice.counts().judged() == 0;
        return !gate.selector().equals(Selector.ALL) && empty;
    }

    private GateResult invalid(String reason) {
        return new GateResult(gate, GateVerdict.INVALID, figure, reason);
    }

    private GateResult measured(double value) {
        if (gate.minSamples() != null && figure.n() < gate.minSamples()) {
            return invalid(texts.tooFew(gate.minSamples(), figure));
        }
        boolean holds = gate.comparator().holds(PointComparison.compare(value, gate.bound()));
        return new GateResult(gate, holds ? GateVerdict.PASS : GateVerdict.FAIL, figure, null);
    }

    /** The figure lies above what is known: above the time limit, or at least at the known costs. */
    private boolean brokenByWhatIsKnown() {
        Double known = figure.beyond();
        if (known == null || !gate.comparator().ceiling()) {
            return false;
        }
        int compared = PointComparison.compare(known, gate.bound());
        return "CENSORED".equals(figure.absence())
                ? compared >= 0
                : !gate.comparator().holds(compared);
    }
}
