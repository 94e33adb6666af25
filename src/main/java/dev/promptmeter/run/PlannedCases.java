package dev.promptmeter.run;

import dev.promptmeter.dataset.Row;
import dev.promptmeter.dataset.RowReader;
import java.util.List;
import java.util.function.BiConsumer;

/** The cases that a plan will ask, without their requests. */
public final class PlannedCases {

    private PlannedCases() {}

    /**
     * Gives each row that is asked once, with its cases; rows that are left out by their own word are not among them.
     *
     * @throws dev.promptmeter.dataset.DatasetException if a dataset changed since it was checked
     */
    public static void forEach(RunPlan plan, BiConsumer<Row, List<CaseId>> reader) {
        plan.datasets().forEach(planned -> forEach(planned, reader));
    }

    private static void forEach(PlannedDataset planned, BiConsumer<Row, List<CaseId>> reader) {
        RowSelection selection = RowSelection.of(planned);
        try (RowReader rows = planned.dataset().open()) {
            for (Row row = rows.next(); row != null && !selection.exhausted(); row = rows.next()) {
                List<CaseId> cases = selection.cases(row);
                if (!cases.isEmpty() && row.skip() == null) {
                    reader.accept(row, cases);
                }
            }
        }
    }
}
