package dev.promptmeter.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** Reads the checks of a row: its expectation columns, their thresholds, the metric, the expected finish reason. */
final class ExpectationCells {

    private static final int LONGEST_METRIC = 60;
    private static final int MOST = 100;

    private final RowCells cells;
    private final ExpectationParser parser;
    private final Consumer<Problem> problems;

    ExpectationCells(RowCells cells, ExpectationParser parser, Consumer<Problem> problems) {
        this.cells = cells;
        this.parser = parser;
        this.problems = problems;
    }

    /** {@return the checks in column order, those that are written as maps after those in cells} */
    List<Check> read(CheckMaps maps) {
        List<Check> checks = new ArrayList<>();
        String metric = metric();
        for (int i = 0; i < cells.columns().size(); i++) {
            if (cells.columns().get(i).role() == Column.Role.EXPECTED) {
                for (RowCells each : cells.each(i)) {
                    new ExpectationCells(each, parser, problems).addTo(checks, i, metric);
                }
            }
        }
        addMaps(checks, maps, metric);
        Check finish = finish(metric);
        if (finish != null) {
            checks.add(finish);
        }
        if (checks.size() > MOST) {
            problems.accept(
                    Problem.of("PM-1208", cells.source(), checks.size() + " expectations; a row may have " + MOST));
        }
        return checks;
    }

    private void addMaps(List<Check> checks, CheckMaps maps, @Nullable String metric) {
        int column = cells.columns().only(Column.Role.CHECKS);
        String list = cells.filled(column);
        if (list == null) {
            return;
        }
        for (JsonNode map : JsonlParser.values(list)) {
            Check check = maps.read(map, cells.source(column), problem -> problems.accept(cells.withMark(problem)));
            if (check != null && check.whole().stream().noneMatch(each -> hasBraces(each.value(), column))) {
                checks.add(check.metric() == null ? check.withMetric(metric) : check);
            }
        }
    }

    private boolean hasBraces(@Nullable JsonNode value, int column) {
        if (value == null || !value.isString()) {
            return value != null && value.valueStream().anyMatch(item -> hasBraces(item, column));
        }
        Expectation.Wrong wrong = parser.columnInBraces(value.stringValue());
        if (wrong != null) {
            problems.accept(cells.problem(wrong.code(), column, wrong.message()));
        }
        return wrong != null;
    }

    private void addTo(List<Check> checks, int column, @Nullable String metric) {
        Check check = check(column, metric);
        if (check != null) {
            checks.add(check);
        }
    }

    private @Nullable Check check(int column, @Nullable String metric) {
        String cell = cells.filled(column);
        Quantity configured = configured(column, cell);
        if (cell == null) {
            return null;
        }
        Expectation parsed = parser.parse(cell);
        if (parsed instanceof Expectation.Wrong wrong) {
            problems.accept(cells.problem(wrong.code(), column, wrong.at(), wrong.message()));
            return null;
        }
        var expectation = (Expectation.Understood) parsed;
        return new Check(
                expectation.type(),
                expectation.negated(),
                expectation.value(),
                threshold(expectation, configured, column),
                1,
                metric,
                Map.of(),
                new Check.Origin(cells.source(column), expectation.text(), Check.Level.ROW));
    }

    private @Nullable Quantity configured(int column, @Nullable String expectation) {
        int config = cells.columns().thresholdOf(column);
        String cell = cells.filled(config);
        if (cell == null) {
            return null;
        }
        if (expectation == null) {
            String name = cells.columns().get(column).name();
            problems.accept(
                    cells.problem("PM-1214", config, "a threshold for '" + name + "', which is blank in this row"));
            return null;
        }
        Optional<Quantity> number =
                PlainNumber.parse(cell).filter(value -> value.signum() >= 0).map(value -> new Quantity(value, ""));
        if (number.isEmpty()) {
            problems.accept(cells.problem(
                    "PM-1215", config, "'" + Shown.text(Blanks.strip(cell)) + "': expected a number such as 0.8"));
        }
        return number.orElse(null);
    }

    private @Nullable Quantity threshold(Expectation.Understood check, @Nullable Quantity configured, int column) {
        Quantity written = check.threshold();
        if (configured == null) {
            return written;
        }
        int config = cells.columns().thresholdOf(column);
        if (!parser.takesNumber(check.type())) {
            problems.accept(cells.problem(
                    "PM-1214", config, "the check '" + check.type() + "' has no threshold: leave the cell blank"));
            return written;
        }
        if (written != null && !same(written, configured)) {
            problems.accept(cells.problem(
                    "PM-1214", config, configured + " contradicts " + written + " in parentheses: keep one of them"));
        }
        return written == null ? configured : written;
    }

    private static boolean same(Quantity a, Quantity b) {
        return a.unit().equals(b.unit()) && a.number().compareTo(b.number()) == 0;
    }

    private @Nullable String metric() {
        String cell = cells.filled(Column.Role.METRIC);
        if (cell == null) {
            return null;
        }
        String name = Blanks.strip(cell);
        boolean allowed = name.codePointCount(0, name.length()) <= LONGEST_METRIC
                && name.chars().noneMatch(c -> Character.isISOControl(c) || "[],=\"'".indexOf(c) >= 0);
        if (!allowed) {
            String text =
                    "'" + Shown.text(name) + "' cannot be a metric name: 1 to 60 characters, none of [ ] , = \" '";
            problems.accept(cells.problem("PM-1215", cells.columns().only(Column.Role.METRIC), text));
            return null;
        }
        return name;
    }

    private @Nullable Check finish(@Nullable String metric) {
        String cell = cells.filled(Column.Role.EXPECTED_FINISH);
        if (cell == null) {
            return null;
        }
        int column = cells.columns().only(Column.Role.EXPECTED_FINISH);
        String value = Blanks.strip(cell);
        try {
            ItemList.parse(value);
        } catch (ListSyntaxException e) {
            problems.accept(cells.problem("PM-1215", column, Blanks.start(cell) + e.offset(), e.getMessage()));
            return null;
        }
        var origin = new Check.Origin(cells.source(column), Row.FINISH_COLUMN + ": " + value, Check.Level.ROW);
        return new Check("finish-reason", false, StringNode.valueOf(value), null, 1, metric, Map.of(), origin);
    }
}
