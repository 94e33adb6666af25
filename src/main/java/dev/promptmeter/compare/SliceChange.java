package dev.promptmeter.compare;

import dev.promptmeter.run.CaseId;
import dev.promptmeter.stats.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * The pass rate of the cases with one tag in both runs, over those that have a judged answer in both. Exploratory: a large loss among many
 * small slices may be chance.
 *
 * @param tag of their rows now
 * @param before share of passed answers in the baseline, 0 to 1
 * @param after the same in the run
 * @param n cases
 */
public record SliceChange(String tag, double before, double after, int n) {

    /** {@return run minus baseline} */
    public double change() {
        return after - before;
    }

    /** {@return every tag of a judged pair, by name} */
    static List<SliceChange> of(List<CasePair> pairs, Map<CaseId, List<String>> tags) {
        Map<String, List<CasePair>> slices = new TreeMap<>();
        for (CasePair pair : pairs) {
            if (pair.judged()) {
                tags.getOrDefault(pair.id(), List.of())
                        .forEach(tag -> slices.computeIfAbsent(tag, first -> new ArrayList<>())
                                .add(pair));
            }
        }
        List<SliceChange> changes = new ArrayList<>();
        slices.forEach((tag, members) -> {
            var before = new Sample();
            var after = new Sample();
            for (CasePair pair : members) {
                add(pair.before(), before);
                add(pair.after(), after);
            }
            changes.add(new SliceChange(tag, mean(before), mean(after), members.size()));
        });
        return changes;
    }

    private static void add(BaselineCase side, Sample sample) {
        OptionalDouble share = side.passShare();
        share.ifPresent(sample::add);
    }

    private static double mean(Sample sample) {
        return sample.estimate().orElseThrow().mean();
    }
}
