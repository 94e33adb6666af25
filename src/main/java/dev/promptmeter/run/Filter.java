package dev.promptmeter.run;

import dev.promptmeter.dataset.Row;

/** A filter expression: says of a case whether it is chosen. */
@FunctionalInterface
public interface Filter {

    /** Chooses every case. */
    Filter ALL = (row, id) -> true;

    /** {@return whether that case of that row is chosen} */
    boolean chooses(Row row, CaseId id);
}
