package dev.promptmeter.gate;

import dev.promptmeter.stats.Evidence;
import dev.promptmeter.summary.Figure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a gate before it is seen together with others.
 *
 * @param gate the rule
 * @param figure what it is judged by
 * @param settled what came of it, if no other gate can change that; null otherwise
 * @param sureness by which it is decided, or, with a settled verdict, shown; null where there is none
 * @param change since the baseline; null without one
 * @param notes what a reader must know of it, one sentence each
 */
record Opinion(
        Gate gate,
        Figure figure,
        @Nullable Settled settled,
        @Nullable Sureness sureness,
        @Nullable GateChange change,
        List<String> notes) {

    /**
     * A verdict that stands.
     *
     * @param verdict what it is
     * @param code why it is no clear one; null if it is
     * @param reason the same as a sentence without an end; null where the figures say it all
     */
    record Settled(
            GateVerdict verdict,
            @Nullable String code,
            @Nullable String reason) {}

    Opinion {
        notes = List.copyOf(notes);
    }

    static Opinion settled(Gate gate, Figure figure, Settled settled) {
        return new Opinion(gate, figure, settled, null, null, List.of());
    }

    static Opinion invalid(Gate gate, Figure figure, String code, String reason) {
        return settled(gate, figure, new Settled(GateVerdict.INVALID, code, reason));
    }

    static Opinion open(Gate gate, Figure figure, Sureness sureness, List<String> notes) {
        return new Opinion(gate, figure, null, sureness, null, notes);
    }

    /** {@return whether Holm's correction is about this gate} */
    boolean inFamily() {
        return settled == null && gate.confidence() == Confidence.GUARD && gate.severity() == Severity.FAIL;
    }

    Evidence evidence() {
        if (sureness == null) {
            throw new IllegalStateException("neither settled nor sure: " + gate);
        }
        return sureness.evidence();
    }

    /**
     * {@return what came of the gate}
     *
     * @param family what other gates do to it; null if it is judged alone
     */
    GateResult result(Grounds.@Nullable Family family) {
        if (settled != null) {
            var grounds = new Grounds(settled.code(), sureness, null, change, List.of(), notes);
            return new GateResult(gate, settled.verdict(), figure, settled.reason(), grounds);
        }
        Evidence own = evidence();
        Evidence adjusted = family == null ? own : new Evidence(family.pFail(), own.pPass());
        GateVerdict verdict = sureness.verdict(adjusted, gate.demand().alpha());
        boolean below = verdict == GateVerdict.INCONCLUSIVE && sureness.floor() != null;
        String code = below ? sureness.floor().name() : null;
        var grounds = new Grounds(code, sureness, family, change, flags(verdict), notes);
        return new GateResult(gate, verdict, figure, null, grounds);
    }

    private List<Flag> flags(GateVerdict verdict) {
        List<Flag> flags = new ArrayList<>();
        if (change != null && sureness != null && verdict == GateVerdict.PASS) {
            ChangeBounds.of(gate, change, sureness).flatMap(ChangeBounds::flag).ifPresent(flags::add);
        }
        boolean alike = sureness != null && sureness.bounds() == null && sureness.floor() == null;
        if (alike && change != null) {
            flags.add(Flag.NO_SPREAD);
        }
        return flags;
    }
}
