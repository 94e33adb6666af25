package dev.promptmeter.run;

import dev.promptmeter.dataset.Row;
import dev.promptmeter.dataset.RowReader;

/** How much a plan will ask. */
public final class CaseCount {

    private CaseCount() {}

    /**
     * {@return how many results the plan leads to, skipped rows and repeats included; a dataset is read once where a filter, a
     * sample or a shard chooses among its rows}
     *
     * @throws dev.promptmeter.dataset.DatasetException if a dataset changed since it was checked
     */
    public static long of(RunPlan plan) {
        return plan.repeat() * plan.datasets().stream().mapToLong(CaseCount::of).sum();
    }

    private static long of(PlannedDataset planned) {
        Selection selection = planned.selection();
        if (selection.filter() != Filter.ALL || selection.sample() != null || selection.shard() != null) {
            return counted(planned);
        }
        long rows = planned.dataset().info().rows();
        long asked = selection.limit() == null ? rows : Math.min(rows, selection.limit());
        return asked * planned.prompts().size() * planned.models().size();
    }

    private static long counted(PlannedDataset planned) {
        RowSelection selection = RowSelection.of(planned);
        long count = 0;
        try (RowReader rows = planned.dataset().open()) {
            for (Row row = rows.next(); row != null && !selection.exhausted(); row = rows.next()) {
                count += selection.count(row);
            }
        }
        return count;
    }
}
