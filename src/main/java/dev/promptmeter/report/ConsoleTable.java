package dev.promptmeter.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** Rows of cells as lines whose columns stand under each other. All rows have the same number of cells. */
final class ConsoleTable {

    private static final String GAP = "   ";

    /** One long cell does not push the next column of all other rows off the screen. */
    private static final int WIDEST = 60;

    private ConsoleTable() {}

    /** {@return one line for each row, the first column to the left and the others to the right} */
    static List<String> lines(List<List<String>> rows) {
        return lines(rows, ConsoleOut::right);
    }

    /** {@return one line for each row, every column to the left} */
    static List<String> leftAligned(List<List<String>> rows) {
        return lines(rows, ConsoleOut::left);
    }

    private static List<String> lines(List<List<String>> rows, BiFunction<String, Integer, String> aligned) {
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder(ConsoleOut.left(row.get(0), width(rows, 0)));
            for (int column = 1; column < row.size(); column++) {
                line.append(GAP).append(aligned.apply(row.get(column), width(rows, column)));
            }
            lines.add(line.toString());
        }
        return lines;
    }

    private static int width(List<List<String>> rows, int column) {
        return rows.stream()
                .mapToInt(row -> ConsoleOut.width(row.get(column)))
                .filter(width -> width <= WIDEST)
                .max()
                .orElse(0);
    }
}
