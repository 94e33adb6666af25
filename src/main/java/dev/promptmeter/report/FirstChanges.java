package dev.promptmeter.report;

import dev.promptmeter.compare.CaseChange;
import dev.promptmeter.compare.CasePair;
import dev.promptmeter.compare.Comparison;
import dev.promptmeter.run.CaseId;
import dev.promptmeter.run.CaseResult;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The cases that regressed, largest loss first, and why they fail now; as many as a reader without a script is shown. */
final class FirstChanges {

    private static final int MOST = 20;

    private final List<CasePair> regressed;
    private final Map<CaseId, String> reasons = new HashMap<>();

    /** Chooses them; none if the comparison is null. */
    FirstChanges(@Nullable Comparison comparison) {
        regressed = comparison == null
                ? List.of()
                : comparison.pairing().pairs().stream()
                        .filter(pair -> pair.change() == CaseChange.REGRESSED)
                        .sorted(Comparator.comparingDouble(CasePair::loss).reversed())
                        .limit(MOST)
                        .toList();
        regressed.forEach(pair -> reasons.put(pair.id(), ""));
    }

    /** Takes what was said of the first repeat that fails. */
    void add(CaseGroup group) {
        CaseResult first = group.repeats().get(0);
        if (!reasons.isEmpty() && reasons.containsKey(first.id())) {
            group.repeats().stream()
                    .map(CaseResult::reason)
                    .filter(reason -> reason != null)
                    .findFirst()
                    .ifPresent(reason -> reasons.put(first.id(), reason));
        }
    }

    List<CasePair> regressed() {
        return regressed;
    }

    String reason(CasePair pair) {
        return reasons.getOrDefault(pair.id(), "");
    }
}
