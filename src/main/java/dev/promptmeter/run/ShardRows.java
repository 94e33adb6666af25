package dev.promptmeter.run;

import dev.promptmeter.dataset.Row;
import dev.promptmeter.dataset.RowReader;

/**
 * How much of a run is one shard of it.
 *
 * @param rows of the shard
 * @param of rows of all shards together
 */
public record ShardRows(long rows, long of) {

    /**
     * {@return those of the shard that a plan is for; its datasets are read once}
     *
     * @throws dev.promptmeter.dataset.DatasetException if a dataset changed since it was checked
     */
    public static ShardRows of(RunPlan plan) {
        long[] counts = {0, 0};
        for (PlannedDataset planned : plan.datasets()) {
            count(planned, counts);
        }
        return new ShardRows(counts[0], counts[1]);
    }

    private static void count(PlannedDataset planned, long[] counts) {
        RowSelection whole = RowSelection.ofAllShards(planned);
        try (RowReader rows = planned.dataset().open()) {
            for (Row row = rows.next(); row != null && !whole.exhausted(); row = rows.next()) {
                boolean chosen = whole.count(row) > 0;
                counts[0] += chosen && planned.selection().takes(planned.id(), row) ? 1 : 0;
                counts[1] += chosen ? 1 : 0;
            }
        }
    }
}
