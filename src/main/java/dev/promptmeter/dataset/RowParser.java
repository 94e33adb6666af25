package dev.promptmeter.dataset;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Turns the cells of one record into what a row consists of, and reports what is wrong with them. Not thread-safe. */
final class RowParser {

    private final Columns columns;
    private final ExpectationParser expectations;
    private final CheckMaps maps;
    private final Consumer<Problem> problems;

    RowParser(DatasetSpec spec, Columns columns, Notation notation, Consumer<Problem> problems) {
        this.columns = columns;
        this.problems = problems;
        this.maps = notation.maps();
        boolean literal = spec.braces() == DatasetSpec.Braces.LITERAL;
        this.expectations = new ExpectationParser(notation.vocabulary(), literal ? Set.of() : columns.variables());
    }

    Map<String, String> vars(RowCells cells) {
        Map<String, String> vars = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            String cell = columns.get(i).role() == Column.Role.VARIABLE ? cells.at(i) : null;
            if (cell != null) {
                vars.put(columns.get(i).name(), cell);
                warnOfFile(cells, i, cell);
            }
        }
        return vars;
    }

    private void warnOfFile(RowCells cells, int column, String cell) {
        if (cell.startsWith("file://")) {
            problems.accept(cells.problem(
                    Warnings.FILE_REFERENCE,
                    column,
                    "a variable that begins with file:// is sent as it is: no file is read"));
        }
    }

    Row row(RowCells cells, String id, Map<String, String> vars) {
        List<Check> checks = new ExpectationCells(cells, expectations, problems).read(maps);
        RowOptions options = new OptionCells(cells, problems).read();
        return new Row(id, cells.line(), vars, metadata(cells), checks, options);
    }

    private Map<String, List<String>> metadata(RowCells cells) {
        Map<String, List<String>> metadata = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            List<String> values = metadata(cells, i);
            if (!values.isEmpty()) {
                metadata.put(columns.get(i).key(), values);
            }
        }
        return metadata;
    }

    private List<String> metadata(RowCells cells, int column) {
        Column.Role role = columns.get(column).role();
        if (role != Column.Role.METADATA && role != Column.Role.METADATA_LIST) {
            return List.of();
        }
        List<String> items = cells.items(column);
        if (items != null) {
            return items.stream().filter(item -> !Blanks.blank(item)).toList();
        }
        String cell = cells.filled(column);
        if (cell == null) {
            return List.of();
        }
        return role == Column.Role.METADATA ? List.of(cell) : ItemList.withoutQuotes(cell);
    }
}
