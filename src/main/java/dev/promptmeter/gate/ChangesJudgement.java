package dev.promptmeter.gate;

import dev.promptmeter.compare.BaselineCase;
import dev.promptmeter.compare.CaseChange;
import dev.promptmeter.gate.Opinion.Settled;
import dev.promptmeter.stats.Absence;
import dev.promptmeter.stats.PointComparison;
import dev.promptmeter.summary.Figure;
import java.util.List;
import java.util.stream.Stream;

/** Judges how many cases changed since the baseline. */
final class ChangesJudgement {

    private final Gate gate;
    private final PairedPart part;

    ChangesJudgement(Gate gate, PairedPart part) {
        this.gate = gate;
        this.part = part;
    }

    Opinion opinion() {
        int pairs = part.pairs().size();
        if (gate.minSamples() != null && pairs < gate.minSamples()) {
            Figure none = Figure.absent(gate.figure(), gate.unit(), pairs, Absence.TOO_FEW.name());
            String reason = gate.subject() + " needs " + FigureText.count(gate.minSamples()) + " pairs, there are "
                    + FigureText.count(pairs);
            return Opinion.invalid(gate, none, Absence.TOO_FEW.name(), reason);
        }
        Figure figure = Figure.of(gate.figure(), gate.unit(), count(), pairs);
        boolean holds = gate.comparator()
                .holds(PointComparison.compare(count(), gate.bound().value()));
        var settled = new Settled(holds ? GateVerdict.PASS : GateVerdict.FAIL, null, null);
        return new Opinion(gate, figure, settled, null, null, notes());
    }

    private long count() {
        return switch (gate.figure()) {
            case "regressions" -> changed(CaseChange.REGRESSED);
            case "fixes" -> changed(CaseChange.FIXED);
            default -> changed(CaseChange.REGRESSED) + failingNewcomers();
        };
    }

    private long changed(CaseChange change) {
        return part.pairs().stream().filter(pair -> pair.change() == change).count();
    }

    private long failingNewcomers() {
        return Stream.of(part.pairing().added(), part.pairing().edited())
                .flatMap(List::stream)
                .filter(BaselineCase::fewPassed)
                .count();
    }

    private List<String> notes() {
        long missing = changed(CaseChange.MISSING);
        return missing == 0
                ? List.of()
                : List.of(
                        missing + " of " + part.pairs().size() + " pairs lack an answer on one side and are left out");
    }
}
