package dev.promptmeter.dataset;

import org.jspecify.annotations.Nullable;

/** The cells of one row under their header. */
final class RowCells {

    private final Columns columns;
    private final RecordText record;
    private final String[] cells;

    RowCells(Columns columns, RecordText record, String[] cells) {
        this.columns = columns;
        this.record = record;
        this.cells = cells;
    }

    Columns columns() {
        return columns;
    }

    int line() {
        return record.line();
    }

    /** {@return the cell as it is, or null if the row is too short for it or there is no such column} */
    @Nullable
    String at(int column) {
        return column >= 0 && column < cells.length ? cells[column] : null;
    }

    /** {@return the cell as it is, or null if it is missing or blank} */
    @Nullable
    String filled(int column) {
        String cell = at(column);
        return cell == null || Blanks.blank(cell) ? null : cell;
    }

    /** {@return the cell of the only column with this role, or null if that is absent, missing or blank} */
    @Nullable
    String filled(Column.Role role) {
        return filled(columns.only(role));
    }

    /** {@return where the text of a cell starts} */
    Source source(int column) {
        return record.source(record.offsetOf(column, 0));
    }

    /** {@return a problem with a cell, at the first character that is not blank} */
    Problem problem(String code, int column, String text) {
        String cell = at(column);
        return problem(code, column, cell == null ? 0 : Blanks.start(cell), text);
    }

    /** {@return a problem at a character of a cell} */
    Problem problem(String code, int column, int index, String text) {
        return column < cells.length
                ? record.problem(code, record.offsetOf(column, index), text)
                : Problem.of(code, Source.line(record.file(), record.line()), text);
    }
}
