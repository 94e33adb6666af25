package dev.promptmeter.compare;

import dev.promptmeter.run.CaseId;
import dev.promptmeter.stats.Mean;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * A run as others are compared with it: every case and every repeat, because an aggregate cannot be paired.
 *
 * <p>Holds a few hundred bytes a repeat.
 *
 * @param head what run it is, and how it was asked and judged
 * @param cases in the order of a baseline
 */
public record Baseline(BaselineHead head, List<BaselineCase> cases) {

    /** Copies the cases. */
    public Baseline {
        cases = List.copyOf(cases);
    }

    /**
     * {@return a baseline of those repeats, which may come in any order}
     *
     * @throws IllegalArgumentException if one comes twice
     */
    public static Baseline of(BaselineHead head, Collection<BaselineRepeat> repeats) {
        List<BaselineRepeat> sorted = new ArrayList<>(repeats);
        sorted.sort(Comparator.comparing(BaselineRepeat::id, BaselineRepeat.ORDER));
        Map<CaseId, List<BaselineRepeat>> grouped = new LinkedHashMap<>();
        for (int i = 0; i < sorted.size(); i++) {
            CaseId id = sorted.get(i).id();
            if (i > 0 && id.equals(sorted.get(i - 1).id())) {
                throw new IllegalArgumentException("twice in a baseline: " + id.text());
            }
            grouped.computeIfAbsent(BaselineCase.first(id), first -> new ArrayList<>(1))
                    .add(sorted.get(i));
        }
        return new Baseline(
                head, grouped.values().stream().map(BaselineCase::new).toList());
    }

    /** {@return every repeat in order} */
    public List<BaselineRepeat> repeats() {
        return cases.stream().flatMap(each -> each.repeats().stream()).toList();
    }

    /** {@return the mean share of passed repeats over the judged cases, each weighing once; empty if none was judged} */
    public OptionalDouble passRate() {
        var mean = new Mean();
        cases.forEach(each -> each.passShare().ifPresent(mean::add));
        return mean.value();
    }

    /** {@return how many cases have no judged answer} */
    public long errors() {
        return cases.stream().filter(each -> each.judged() == 0).count();
    }
}
