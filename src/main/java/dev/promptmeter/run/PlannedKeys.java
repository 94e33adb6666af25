package dev.promptmeter.run;

import java.util.function.Consumer;

/** The answer keys of everything that a plan asks for, found without asking: rows are read and requests written, one at a time. */
public final class PlannedKeys {

    private PlannedKeys() {}

    /**
     * Gives each key, 64 hex digits, in dataset order.
     *
     * @throws dev.promptmeter.dataset.DatasetException if a dataset changed since it was checked
     */
    public static void forEach(RunPlan plan, Consumer<String> reader) {
        try (CaseSource source = new CaseSource(plan, Unrecorded.INSTANCE)) {
            for (Case asked = source.next(); asked != null; asked = source.next()) {
                reader.accept(asked.key());
            }
        }
    }
}
