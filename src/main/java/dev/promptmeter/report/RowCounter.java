package dev.promptmeter.report;

import dev.promptmeter.run.CaseId;
import dev.promptmeter.run.CaseResult;
import org.jspecify.annotations.Nullable;

/** Counts rows as their results go by; the results of a row follow one another. */
final class RowCounter {

    private @Nullable CaseId last;
    private int number = -1;

    /** {@return whether that result is the first of its row} */
    boolean isNew(CaseResult result) {
        CaseId id = result.id();
        boolean same =
                last != null && last.row().equals(id.row()) && last.dataset().equals(id.dataset());
        last = id;
        if (!same) {
            number++;
        }
        return !same;
    }

    /** {@return the number of the newest row, from 0} */
    int number() {
        return number;
    }
}
