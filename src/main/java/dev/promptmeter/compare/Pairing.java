package dev.promptmeter.compare;

import dev.promptmeter.run.CaseId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Which cases of two runs belong together: those of the same dataset, row, prompt and model whose row has not changed.
 *
 * @param pairs found on both sides, in the order of the run
 * @param edited found on both sides with another row, as the run has them
 * @param added of the run only
 * @param removed of the baseline only
 */
public record Pairing(
        List<CasePair> pairs, List<BaselineCase> edited, List<BaselineCase> added, List<BaselineCase> removed) {

    /** Copies the lists. */
    public Pairing {
        pairs = List.copyOf(pairs);
        edited = List.copyOf(edited);
        added = List.copyOf(added);
        removed = List.copyOf(removed);
    }

    /** {@return the cases of both sides, paired} */
    public static Pairing of(Baseline before, Baseline after) {
        Map<CaseId, BaselineCase> left = new HashMap<>();
        before.cases().forEach(each -> left.put(each.id(), each));
        List<CasePair> pairs = new ArrayList<>();
        List<BaselineCase> edited = new ArrayList<>();
        List<BaselineCase> added = new ArrayList<>();
        for (BaselineCase now : after.cases()) {
            BaselineCase then = left.remove(now.id());
            if (then == null) {
                added.add(now);
            } else if (then.contentSha().equals(now.contentSha())) {
                pairs.add(new CasePair(then, now));
            } else {
                edited.add(now);
            }
        }
        List<BaselineCase> removed = before.cases().stream()
                .filter(each -> left.containsKey(each.id()))
                .toList();
        return new Pairing(pairs, edited, added, removed);
    }

    /** {@return the same of those cases alone} */
    public Pairing of(Predicate<CaseId> chosen) {
        Predicate<BaselineCase> one = each -> chosen.test(each.id());
        return new Pairing(
                pairs.stream().filter(pair -> chosen.test(pair.id())).toList(),
                edited.stream().filter(one).toList(),
                added.stream().filter(one).toList(),
                removed.stream().filter(one).toList());
    }

    /** {@return how many cases the baseline has} */
    public int ofBaseline() {
        return pairs.size() + edited.size() + removed.size();
    }
}
