package dev.promptmeter.report;

import dev.promptmeter.gate.GateResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        if (!troubles.containsKey(Trouble.FAILS) && !troubles.containsKey(Trouble.UNKNOWN)) {
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
        WARNS;

        static Optional<Trouble> of(GateResult result) {
            return switch (result.verdict()) {
                case PASS, SKIPPED -> Optional.empty();
                case FAIL -> Optional.of(result.decides() ? FAILS : WARNS);
                case INCONCLUSIVE, INVALID -> Optional.of(result.decides() ? UNKNOWN : WARNS);
            };
        }

        String words(long count) {
            return switch (this) {
                case FAILS -> "fail";
                case UNKNOWN -> "cannot be judged";
                case WARNS -> count == 1 ? "warns" : "warn";
            };
        }
    }
}
