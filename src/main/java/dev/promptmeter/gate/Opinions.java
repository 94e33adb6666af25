package dev.promptmeter.gate;

import dev.promptmeter.compare.Comparison;
import dev.promptmeter.stats.Absence;
import dev.promptmeter.stats.Evidence;
import dev.promptmeter.stats.Holm;
import dev.promptmeter.summary.Summary;
import dev.promptmeter.validity.Doubt;
import dev.promptmeter.validity.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Judges every gate of a run, first alone and then together. */
final class Opinions {

    private final Summary summary;
    private final @Nullable Comparison comparison;
    private final Terms terms;

    Opinions(Summary summary, @Nullable Comparison comparison, Terms terms) {
        this.summary = summary;
        this.comparison = comparison;
        this.terms = terms;
    }

    List<GateResult> results(List<Gate> gates) {
        return together(gates.stream().map(this::opinion).toList()).stream()
                .map(this::doubted)
                .toList();
    }

    /** {@return what comes of gates whose false alarms add up} */
    static List<GateResult> together(List<Opinion> alone) {
        List<Evidence> family =
                alone.stream().filter(Opinion::inFamily).map(Opinion::evidence).toList();
        List<Evidence> adjusted = Holm.family(family);
        List<GateResult> results = new ArrayList<>();
        int next = 0;
        for (Opinion opinion : alone) {
            results.add(
                    opinion.inFamily()
                            ? opinion.result(new Grounds.Family(
                                    family.size(), adjusted.get(next++).pFail()))
                            : opinion.result(null));
        }
        return results;
    }

    private Opinion opinion(Gate gate) {
        Opinion opinion = gate.againstBaseline()
                ? new PairedJudgement(gate, summary.kept()).opinion(comparison)
                : new LoneJudgement(gate, summary).opinion();
        // What is missing on one side, or was done otherwise there, no better measurement would mend.
        boolean open = opinion.settled() == null
                || opinion.settled().verdict() != GateVerdict.SKIPPED
                        && opinion.settled().verdict() != GateVerdict.INVALID;
        return !open ? opinion : spoilt(gate).map(why -> without(opinion, why)).orElse(opinion);
    }

    /** Why the measurement forbids a verdict, and the word for it. */
    private record Spoilt(String code, String reason) {}

    private Optional<Spoilt> spoilt(Gate gate) {
        if (terms.load() == Verdict.Load.CHANGING && LoadRule.concerns(gate.figure())) {
            return Optional.of(new Spoilt(LoadRule.CODE, LoadRule.CHANGED));
        }
        return against(gate, Level.INVALID)
                .map(doubt -> new Spoilt(Absence.MEASUREMENT.name(), MeasurementText.sentence(doubt)));
    }

    private Optional<Doubt> against(Gate gate, Level level) {
        return terms.measurement().against(gate.figure()).filter(doubt -> doubt.level() == level);
    }

    /** What makes its figure doubtful changes no verdict, and is said. */
    private GateResult doubted(GateResult result) {
        boolean decided = result.verdict() != GateVerdict.SKIPPED && result.verdict() != GateVerdict.INVALID;
        return against(result.gate(), Level.SUSPECT)
                .filter(doubt -> decided)
                .map(MeasurementText::sentence)
                .map(said -> result.because(result.reason() == null ? said : result.reason() + "; " + said))
                .orElse(result);
    }

    private static Opinion without(Opinion opinion, Spoilt why) {
        return Opinion.invalid(opinion.gate(), opinion.figure(), why.code(), why.reason());
    }
}
