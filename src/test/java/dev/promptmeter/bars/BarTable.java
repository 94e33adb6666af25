package dev.promptmeter.bars;

import dev.promptmeter.bars.BarLine.Measured;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lines as a table in Markdown whose columns also stand below each other on a terminal. */
final class BarTable {

    private static final List<String> HEAD = List.of("Bar", "What", "Figure", "Reference", "Ratio", "Limit", "Result");

    private BarTable() {}

    static String of(List<BarLine> lines) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD);
        lines.forEach(line -> rows.add(cells(line)));
        int[] widths = new int[HEAD.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            append(out, rows.get(i), widths);
            if (i == 0) {
                append(out, rule(widths), widths);
            }
        }
        return out.toString();
    }

    private static List<String> cells(BarLine line) {
        String unit = " " + line.limit().unit();
        Double ratio = line.ratio();
        Measured measured = line.outcome() instanceof Measured both ? both : null;
        return List.of(
                line.bar(),
                line.what(),
                measured == null ? "–" : figure(measured.figure(), unit),
                measured == null ? "–" : figure(measured.reference(), unit),
                ratio == null ? "–" : Amount.measured(ratio) + " ×",
                line.limit().toString(),
                line.verdict().replace("|", "/").replaceAll("\\s+", " "));
    }

    private static String figure(@Nullable Double value, String unit) {
        return value == null ? "–" : Amount.measured(value) + unit;
    }

    private static List<String> rule(int[] widths) {
        List<String> cells = new ArrayList<>();
        for (int width : widths) {
            cells.add("-".repeat(width));
        }
        return cells;
    }

    private static void append(StringBuilder out, List<String> cells, int[] widths) {
        for (int i = 0; i < widths.length; i++) {
            out.append("| ").append(cells.get(i));
            out.append(" ".repeat(widths[i] - cells.get(i).length() + 1));
        }
        out.append("|\n");
    }
}
