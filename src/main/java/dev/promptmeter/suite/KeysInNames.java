package dev.promptmeter.suite;

import dev.promptmeter.chat.Redactor;
import dev.promptmeter.dataset.Problem;
import dev.promptmeter.dataset.Row;
import dev.promptmeter.dataset.Source;
import java.util.List;
import java.util.Optional;

/**
 * Refuses a dataset whose names hold a key of the run. Text is masked where it is shown, but a name that is masked in one place is no
 * longer found in another.
 */
final class KeysInNames {

    private final Redactor redactor;

    /** Takes the suite, whose keys are looked up as a run would. */
    KeysInNames(Suite suite) {
        this.redactor = Keys.known(suite).redactor();
    }

    /** {@return what is wrong with the names of a row; empty if they hold no key} */
    Optional<Problem> refused(Row row, Source line) {
        boolean inLabel = row.meta().keySet().stream().anyMatch(this::holdsKey);
        if (!holdsKey(row.id()) && !inLabel) {
            return Optional.empty();
        }
        String what = inLabel ? "a name of this row's metadata" : "the id of this row";
        return Optional.of(Problem.of(
                "PM-1205",
                line,
                what + " holds a key of this run (not shown); names are kept as they are: choose another"));
    }

    /** Adds a problem for each column whose name holds a key. */
    void refuse(List<String> columns, Source header, Findings findings) {
        for (int i = 0; i < columns.size(); i++) {
            if (holdsKey(columns.get(i))) {
                findings.add(
                        "PM-1203",
                        header,
                        "the name of column " + (i + 1)
                                + " holds a key of this run (not shown); names are kept as they are: choose another");
            }
        }
    }

    private boolean holdsKey(String name) {
        return !redactor.redact(name).equals(name);
    }
}
