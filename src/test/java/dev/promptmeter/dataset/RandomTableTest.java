package dev.promptmeter.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a library writes is read back, cell by cell and line by line. */
class RandomTableTest {

    private static final String[] PIECES = {
        "", "a", "Größe", "😀", " ", "\"", "\"\"", ",", ";", "\n", "\r\n", "\r", "\\", "\\\"", "#", "{{a}}", "__x",
        "\t", "\u00a0"
    };
    private static final String[] LINE_ENDS = {"\n", "\r\n", "\r"};

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void tablesSurviveWritingAndReading(long seed) throws IOException {
        var random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            assertSurvives(table(random), LINE_ENDS[random.nextInt(3)]);
        }
    }

    private static List<List<String>> table(Random random) {
        int columns = 1 + random.nextInt(4);
        List<List<String>> table = new ArrayList<>();
        for (int row = random.nextInt(5); row >= 0; row--) {
            List<String> cells = new ArrayList<>();
            for (int column = 0; column < columns; column++) {
                cells.add(column == 0 ? "x" + text(random) : text(random));
            }
            table.add(cells);
        }
        return table;
    }

    private static String text(Random random) {
        var text = new StringBuilder();
        for (int pieces = random.nextInt(5); pieces > 0; pieces--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    private void assertSurvives(List<List<String>> table, String lineEnd) throws IOException {
        List<String> header =
                List.of("a", "b", "c", "d").subList(0, table.get(0).size());
        var out = new StringWriter();
        List<Integer> lines = new ArrayList<>();
        CSVFormat format =
                CSVFormat.DEFAULT.builder().setRecordSeparator(lineEnd).get();
        try (var printer = new CSVPrinter(out, format)) {
            printer.printRecord(header);
            for (List<String> row : table) {
                lines.add(1 + lineEnds(out.toString()));
                printer.printRecord(row);
            }
        }

        List<Row> rows = new Fixture(folder).holding(out.toString()).rows();

        assertThat(rows)
                .as(out.toString())
                .extracting(row -> List.copyOf(row.vars().values()))
                .isEqualTo(table);
        assertThat(rows).as(out.toString()).extracting(Row::line).isEqualTo(lines);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void recordsThatCrossTheBordersOfBuffersStayWhole(String lineEnd) {
        var text = new StringBuilder("a,b" + lineEnd);
        for (int i = 0; i < 30_000; i++) {
            text.append("\"é")
                    .append(i)
                    .append("\"\"")
                    .append(lineEnd)
                    .append("\",")
                    .append(i)
                    .append(lineEnd);
        }

        List<Row> rows = new Fixture(folder).holding(text.toString()).rows();

        assertThat(rows).hasSize(30_000);
        for (int i = 0; i < rows.size(); i++) {
            assertThat(rows.get(i).vars()).isEqualTo(Map.of("a", "é" + i + "\"" + lineEnd, "b", String.valueOf(i)));
            assertThat(rows.get(i).line()).isEqualTo(2 + 2 * i);
        }
    }

    private static int lineEnds(String text) {
        return (int) text.replace("\r\n", "\n")
                .chars()
                .filter(c -> c == '\n' || c == '\r')
                .count();
    }
}
