package dev.promptmeter.simulator;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a script in CSV: one rule per record, one {@link Columns column} per cell. */
final class ScriptCsv {

    private static final int MOST_PROBLEMS = 20;

    private final List<Problem> problems = new ArrayList<>();
    private final List<@Nullable Setting<?>> header = new ArrayList<>();
    private final List<Rule> rules = new ArrayList<>();

    private ScriptCsv() {}

    static Script read(String source) {
        ScriptCsv script = new ScriptCsv();
        List<List<CsvTable.Cell>> records = CsvTable.read(source);
        if (records.isEmpty()) {
            throw new SimulatorException(
                    new Problem(null, 1, 1, "the script is empty; its first line names the columns"));
        }
        records.get(0).forEach(script::column);
        for (List<CsvTable.Cell> record : records.subList(1, records.size())) {
            if (script.problems.size() < MOST_PROBLEMS) {
                script.rule(record);
            }
        }
        if (!script.problems.isEmpty()) {
            throw new SimulatorException(script.problems);
        }
        return new Script(script.rules, Values.NONE);
    }

    private void column(CsvTable.Cell cell) {
        String name = cell.text().trim();
        Setting<?> found = Columns.ALL.stream()
                .filter(column -> column.column().equals(name))
                .findFirst()
                .orElse(null);
        if (found == null) {
            problem(cell, "unknown column '" + name + "': " + NearName.suggestion(name, names()));
        } else if (header.contains(found)) {
            problem(cell, "column '" + name + "' stands twice in the header; delete one");
        }
        header.add(found);
    }

    private static List<String> names() {
        return Columns.ALL.stream().map(Setting::column).toList();
    }

    private void rule(List<CsvTable.Cell> record) {
        if (record.size() != header.size()) {
            problem(
                    record.get(0),
                    record.size() + " columns, but the header has " + header.size()
                            + "; is a comma or a quote missing?");
            return;
        }
        int before = problems.size();
        Values values = Values.NONE;
        for (int i = 0; i < record.size(); i++) {
            Setting<?> column = header.get(i);
            if (column != null && !record.get(i).text().isEmpty()) {
                values = value(values, column, record.get(i));
            }
        }
        if (saysNothing(values) && values.has(Columns.FINISH_REASON)) {
            values = values.with(Columns.ANSWER, "");
        }
        if (problems.size() == before) {
            add(values, record.get(0));
        }
    }

    private static boolean saysNothing(Values values) {
        return !values.has(Columns.ANSWER) && !values.has(Columns.TOOL_CALLS) && !values.has(Columns.REFUSAL);
    }

    private <T> Values value(Values values, Setting<T> column, CsvTable.Cell cell) {
        try {
            return values.with(column, column.read(cell.text()));
        } catch (IllegalArgumentException e) {
            problem(cell, String.valueOf(e.getMessage()));
            return values;
        }
    }

    private void add(Values values, CsvTable.Cell cell) {
        try {
            rules.add(Rule.of(values));
        } catch (IllegalArgumentException e) {
            problem(cell, String.valueOf(e.getMessage()));
        }
    }

    private void problem(CsvTable.Cell cell, String text) {
        problems.add(new Problem(null, cell.line(), cell.column(), text));
    }
}
