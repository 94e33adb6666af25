package dev.promptmeter.dataset;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Turns the cells of one record into what a row consists of, and reports what is wrong with them. Not thread-safe. */
final class RowParser {

    private final Columns columns;
    private final ExpectationParser expectations;
    private final Consumer<Problem> problems;

    RowParser(DatasetSpec spec, Columns columns, Vocabulary vocabulary, Consumer<Problem> problems) {
        this.columns = columns;
        this.problems = problems;
        boolean literal = spec.braces() == DatasetSpec.Braces.LITERAL;
        this.expectations = new ExpectationParser(vocabulary, literal ? Set.of() : columns.variables());
    }

    RowCells cells(RecordText record, String[] cells) {
        return new RowCells(columns, record, cells);
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
        List<Check> checks = new ExpectationCells(cells, expectations, problems).read();
        RowOptions options = new OptionCells(cells, problems).read();
        return new Row(id, cells.line(), vars, metadata(cells), checks, options);
    }

    private Map<String, List<String>> metadata(RowCells cells) {
        Map<String, List<String>> metadata = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            List<String> values = metadata(columns.get(i), cells.filled(i));
            if (!values.isEmpty()) {
                metadata.put(columns.get(i).key(), values);
            }
        }
        return metadata;
    }

    private static List<String> metadata(Column column, @Nullable String cell) {
        if (cell == null) {
            return List.of();
        }
        return switch (column.role()) {
            case METADATA -> List.of(cell);
            case METADATA_LIST -> ItemList.withoutQuotes(cell);
            default -> List.of();
        };
    }
}
