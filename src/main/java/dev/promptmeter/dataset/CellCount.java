package dev.promptmeter.dataset;

import org.jspecify.annotations.Nullable;

/** Compares the cells of a row with the columns of its header. */
final class CellCount {

    private CellCount() {}

    /** {@return what is wrong with the number of cells, or null} */
    static @Nullable Problem check(RecordText record, DatasetSpec spec, Columns columns) {
        int found = record.cells();
        int expected = columns.size();
        if (found > expected) {
            return QuoteAdvice.tooManyCells(record, spec, expected);
        }
        if (found == expected || spec.ragged() == DatasetSpec.Ragged.ALLOW) {
            return null;
        }
        int lastLine = record.source(record.length()).line();
        String stretch =
                lastLine == record.line() ? "" : " The row runs to line " + lastLine + ": is a quote never closed?";
        return Problem.of(
                "PM-1202",
                Source.line(record.file(), record.line()),
                found + (found == 1 ? " cell" : " cells") + ", but the header has " + expected + " ("
                        + columns.summary() + "): add what is missing, or set ragged: allow." + stretch);
    }
}
