package dev.promptmeter.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Gates that neither hold nor are broken, which are never counted as passed. */
public final class OpenGates {

    private OpenGates() {}

    /** {@return how many there are and which, {@code 1 inconclusive (latency.p95), 1 skipped (no baseline)}; empty if there are none} */
    public static String of(List<GateResult> gates) {
        List<String> parts = new ArrayList<>();
        List<GateResult> undecided = gates.stream()
                .filter(gate -> gate.verdict() == GateVerdict.INCONCLUSIVE)
                .toList();
        if (!undecided.isEmpty()) {
            String which = undecided.stream().map(gate -> gate.gate().subject()).collect(Collectors.joining(", "));
            parts.add(undecided.size() + " inconclusive (" + which + ")");
        }
        long skipped = gates.stream()
                .filter(gate -> gate.verdict() == GateVerdict.SKIPPED)
                .count();
        if (skipped > 0) {
            parts.add(skipped + " skipped (no baseline)");
        }
        return String.join(", ", parts);
    }
}
