package dev.promptmeter.compare;

import dev.promptmeter.run.CaseId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A baseline into which single cases of a later run are taken over; all others stay what they were.
 *
 * @param baseline with those cases
 * @param taken each case that is not what it was, with what has become of it
 */
public record AcceptedCases(Baseline baseline, Map<CaseId, CaseChange> taken) {

    /** Copies the cases and keeps their order. */
    public AcceptedCases {
        taken = Collections.unmodifiableMap(new LinkedHashMap<>(taken));
    }

    /**
     * {@return the baseline with the chosen cases of the run; one without a judged answer is never taken over}
     *
     * @param chosen whether a case to which that has happened is taken over
     */
    public static AcceptedCases of(Baseline before, Baseline after, BiPredicate<CaseId, CaseChange> chosen) {
        Map<CaseId, BaselineCase> cases = new TreeMap<>(BaselineRepeat.ORDER);
        before.cases().forEach(each -> cases.put(each.id(), each));
        Map<CaseId, CaseChange> taken = new LinkedHashMap<>();
        for (BaselineCase now : after.cases()) {
            CaseChange change = change(cases.get(now.id()), now);
            if (change != CaseChange.SAME && now.judged() > 0 && chosen.test(now.id(), change)) {
                cases.put(now.id(), now);
                taken.put(now.id(), change);
            }
        }
        for (BaselineCase gone : Pairing.of(before, after).removed()) {
            if (chosen.test(gone.id(), CaseChange.REMOVED)) {
                cases.remove(gone.id());
                taken.put(gone.id(), CaseChange.REMOVED);
            }
        }
        return new AcceptedCases(new Baseline(head(before, after, taken), List.copyOf(cases.values())), taken);
    }

    private static CaseChange change(@Nullable BaselineCase then, BaselineCase now) {
        if (then == null) {
            return CaseChange.NEW;
        }
        return then.contentSha().equals(now.contentSha()) ? CaseChange.between(then, now) : CaseChange.EDITED;
    }

    private static BaselineHead head(Baseline before, Baseline after, Map<CaseId, CaseChange> taken) {
        List<String> runs = new ArrayList<>(before.head().accepted());
        String run = after.head().origin().run();
        if (!taken.isEmpty() && !runs.contains(run)) {
            runs.add(run);
        }
        return before.head().accepting(runs);
    }
}
