package dev.promptmeter.suite;

import dev.promptmeter.dataset.Row;
import dev.promptmeter.gate.Gate;
import dev.promptmeter.run.CaseId;
import dev.promptmeter.run.PlannedCases;
import dev.promptmeter.run.RunPlan;
import dev.promptmeter.summary.Selector;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many cases a run would have, as a whole and in its parts.
 *
 * @param rows that are asked
 * @param cases of all of them
 * @param selected cases of each part that a gate is about
 * @param tagged cases of each tag, by its name
 */
public record PlannedParts(long rows, long cases, Map<Selector, Long> selected, Map<String, Long> tagged) {

    /** Copies the maps. */
    public PlannedParts {
        selected = Map.copyOf(selected);
        tagged = new TreeMap<>(tagged);
    }

    /**
     * {@return the parts of that run; its datasets are read once}
     *
     * @throws dev.promptmeter.dataset.DatasetException if a dataset changed since it was checked
     */
    public static PlannedParts of(RunPlan plan, List<Gate> gates) {
        var counting = new Counting(gates);
        PlannedCases.forEach(plan, counting::add);
        return new PlannedParts(counting.rows, counting.cases, counting.selected, counting.tagged);
    }

    /** {@return how many cases belong to that part, which a gate is about} */
    public long of(Selector part) {
        return selected.getOrDefault(part, 0L);
    }

    private static final class Counting {

        private final Map<Selector, Long> selected = new LinkedHashMap<>();
        private final Map<String, Long> tagged = new TreeMap<>();
        private long rows;
        private long cases;

        Counting(List<Gate> gates) {
            gates.forEach(gate -> selected.put(gate.selector(), 0L));
        }

        void add(Row row, List<CaseId> ids) {
            rows++;
            cases += ids.size();
            row.tags().stream().distinct().forEach(tag -> tagged.merge(tag, (long) ids.size(), Long::sum));
            selected.replaceAll((part, count) -> count
                    + ids.stream()
                            .filter(id -> part.matches(SelectorCheck.unasked(row, id)))
                            .count());
        }
    }
}
