package dev.promptmeter.dataset;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads what a row says about itself besides variables, metadata and checks. */
final class OptionCells {

    private static final Set<String> NO_REASONS = Set.of("false", "no", "0", "off");
    private static final BigDecimal LARGEST = BigDecimal.valueOf(Integer.MAX_VALUE);

    private final RowCells cells;
    private final Consumer<Problem> problems;

    OptionCells(RowCells cells, Consumer<Problem> problems) {
        this.cells = cells;
        this.problems = problems;
    }

    RowOptions read() {
        return new RowOptions(
                stripped(Column.Role.DESCRIPTION),
                threshold(),
                literal(Column.Role.PREFIX),
                literal(Column.Role.SUFFIX),
                cells.filled(Column.Role.PROVIDED_OUTPUT),
                skip(),
                maxTokens(),
                cluster());
    }

    /** A row without one cannot be a unit of its own: nobody said that it stands apart from all others. */
    private @Nullable String cluster() {
        int column = cells.columns().cluster();
        String cell = cells.filled(column);
        if (column != Columns.NONE && cell == null) {
            String name = cells.columns().get(column).name();
            problems.accept(cells.problem(
                    "PM-1215",
                    column,
                    "cluster column '" + Shown.text(name) + "' is empty: clusterColumn needs it in every row"));
        }
        return cell;
    }

    private @Nullable String stripped(Column.Role role) {
        String cell = cells.filled(role);
        return cell == null ? null : Blanks.strip(cell);
    }

    private @Nullable String literal(Column.Role role) {
        String cell = cells.filled(role);
        int braces = cell == null ? -1 : cell.indexOf("{{");
        if (braces >= 0) {
            int column = cells.columns().only(role);
            problems.accept(cells.problem(
                    Warnings.BRACES,
                    column,
                    braces,
                    "'{{' in " + cells.columns().get(column).name() + " is sent as it is: cells are not templates"));
        }
        return cell;
    }

    private @Nullable Double threshold() {
        String cell = cells.filled(Column.Role.THRESHOLD);
        if (cell == null) {
            return null;
        }
        Optional<BigDecimal> number =
                PlainNumber.parse(cell).filter(value -> value.signum() > 0 && value.compareTo(BigDecimal.ONE) <= 0);
        if (number.isEmpty()) {
            wrong(Column.Role.THRESHOLD, cell, "a number above 0 and up to 1, such as 0.8");
        }
        return number.map(BigDecimal::doubleValue).orElse(null);
    }

    private @Nullable Integer maxTokens() {
        String cell = cells.filled(Column.Role.MAX_TOKENS);
        if (cell == null) {
            return null;
        }
        Optional<BigDecimal> number = PlainNumber.parse(cell)
                .filter(value -> value.scale() == 0 && value.signum() > 0 && value.compareTo(LARGEST) <= 0);
        if (number.isEmpty()) {
            wrong(Column.Role.MAX_TOKENS, cell, "a whole number of at least 1, such as 300");
        }
        return number.map(BigDecimal::intValue).orElse(null);
    }

    private @Nullable String skip() {
        String reason = stripped(Column.Role.SKIP);
        if (reason != null && NO_REASONS.contains(reason.toLowerCase(Locale.ROOT))) {
            int column = cells.columns().only(Column.Role.SKIP);
            problems.accept(cells.problem(
                    "PM-1215", column, "__skip is '" + reason + "': it holds a reason; leave it blank to run the row"));
            return null;
        }
        return reason;
    }

    private void wrong(Column.Role role, String cell, String expected) {
        int column = cells.columns().only(role);
        String name = cells.columns().get(column).name();
        problems.accept(cells.problem(
                "PM-1215", column, name + " is '" + Shown.text(Blanks.strip(cell)) + "': expected " + expected));
    }
}
