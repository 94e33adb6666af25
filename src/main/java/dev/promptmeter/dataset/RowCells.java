package dev.promptmeter.dataset;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The cells of one row under their columns. */
final class RowCells {

    private final Columns columns;
    private final RecordText record;
    private final @Nullable String[] cells;
    private final @Nullable JsonlMember @Nullable [] members;

    /** Takes the cells of a CSV record; there may be fewer than columns. */
    RowCells(Columns columns, RecordText record, String[] cells) {
        this(columns, record, cells, null);
    }

    private RowCells(
            Columns columns, RecordText record, @Nullable String[] cells, @Nullable JsonlMember @Nullable [] members) {
        this.columns = columns;
        this.record = record;
        this.cells = cells;
        this.members = members;
    }

    /** {@return the cells of a JSON object, whose members stand under their columns; null where there is none} */
    static RowCells of(Columns columns, RecordText record, @Nullable JsonlMember[] members) {
        @Nullable String[] cells = new String[members.length];
        for (int i = 0; i < members.length; i++) {
            cells[i] = members[i] == null ? null : members[i].text();
        }
        return new RowCells(columns, record, cells, members);
    }

    Columns columns() {
        return columns;
    }

    int line() {
        return record.line();
    }

    /** {@return the cell as it is, or null if it is missing, a list, or there is no such column} */
    @Nullable
    String at(int column) {
        return column >= 0 && column < cells.length ? cells[column] : null;
    }

    /** {@return the cell as it is, or null if it is missing, a list or blank} */
    @Nullable
    String filled(int column) {
        String cell = at(column);
        return cell == null || Blanks.blank(cell) ? null : cell;
    }

    /** {@return the cell of the only column with this role, or null if that is absent, missing, a list or blank} */
    @Nullable
    String filled(Column.Role role) {
        return filled(columns.only(role));
    }

    /** {@return the items of a cell that is a list of texts, or null if it is none} */
    @Nullable
    List<String> items(int column) {
        JsonlMember member = members == null ? null : members[column];
        return member == null || member.items() == null
                ? null
                : member.items().stream().map(JsonlMember::text).toList();
    }

    /** {@return the same row once for each text of that cell: for a list as if the item were the cell, else just this row} */
    List<RowCells> each(int column) {
        JsonlMember member = members == null ? null : members[column];
        if (members == null || member == null || member.items() == null) {
            return List.of(this);
        }
        List<RowCells> each = new ArrayList<>();
        for (JsonlMember item : member.items()) {
            @Nullable JsonlMember[] copy = members.clone();
            copy[column] = item;
            each.add(of(columns, record, copy));
        }
        return each;
    }

    /** {@return where the row starts} */
    Source source() {
        return Source.line(record.file(), record.line());
    }

    /** {@return the problem with the source line and a mark if it lies in this row} */
    Problem withMark(Problem problem) {
        return record.withExcerpt(problem);
    }

    /** {@return where the text of a cell starts} */
    Source source(int column) {
        return record.source(offset(column, 0));
    }

    private int offset(int column, int index) {
        JsonlMember member = members == null ? null : members[column];
        return record.offsetWithin(member == null ? record.cellStart(column) : member.at(), index);
    }

    /** {@return a problem with a cell, at the first character that is not blank} */
    Problem problem(String code, int column, String text) {
        String cell = at(column);
        return problem(code, column, cell == null ? 0 : Blanks.start(cell), text);
    }

    /** {@return a problem at a character of a cell} */
    Problem problem(String code, int column, int index, String text) {
        boolean there = members == null ? column < cells.length : members[column] != null;
        return there ? record.problem(code, offset(column, index), text) : Problem.of(code, source(), text);
    }
}
