package dev.promptmeter.report;

import dev.promptmeter.gate.Confidence;
import dev.promptmeter.gate.GateResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** All gates in half a sentence, {@code 2 of 7 gates fail · 1 warns}. */
final class GateGist {

    private GateGist() {}

    static String of(List<GateResult> gates) {
        Map<Trouble, Long> troubles = gates.stream()
                .flatMap(gate -> Trouble.of(gate).stream())
                .collect(Collectors.groupingBy(trouble -> trouble, TreeMap::new, Collectors.counting()));
        if (troubles.isEmpty()) {
            return gates.size() == 1 ? "its gate holds" : "all " + gates.size() + " gates hold";
        }
        List<String> parts = new ArrayList<>();
        if (troubles.keySet().equals(Set.of(Trouble.WARNS))) {
            parts.add("every gate that decides holds");
        }
        troubles.forEach((trouble, count) -> {
            String of = parts.isEmpty() ? count + " of " + gates.size() + " gates " : count + " ";
            parts.add(of + trouble.words(count));
        });
        return String.join(" · ", parts);
    }

    /** What keeps a gate from holding. */
    private enum Trouble {
        FAILS,
        UNKNOWN,
        OPEN,
        SKIPPED,
        WARNS;

        static Optional<Trouble> of(GateResult result) {
            boolean proving = result.gate().confidence() == Confidence.PROVE;
            return switch (result.verdict()) {
                case PASS -> Optional.empty();
                case SKIPPED -> Optional.of(SKIPPED);
                case FAIL -> Optional.of(result.decides() ? FAILS : WARNS);
                case INVALID -> Optional.of(result.decides() ? UNKNOWN : WARNS);
                case INCONCLUSIVE -> Optional.of(!result.decides() ? WARNS : proving ? UNKNOWN : OPEN);
            };
        }

        String words(long count) {
            return switch (this) {
                case FAILS -> "fail";
                case UNKNOWN -> "cannot be judged";
                case OPEN -> "inconclusive";
                case SKIPPED -> "skipped";
                case WARNS -> count == 1 ? "warns" : "warn";
            };
        }
    }
}
