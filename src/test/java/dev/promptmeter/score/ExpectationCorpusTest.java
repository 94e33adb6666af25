package dev.promptmeter.score;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.promptmeter.dataset.Check;
import dev.promptmeter.dataset.DatasetException;
import dev.promptmeter.dataset.DatasetFile;
import dev.promptmeter.dataset.DatasetSpec;
import dev.promptmeter.dataset.Notation;
import dev.promptmeter.dataset.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every cell of {@code expectations.tsv} in a dataset of its own, read and made ready with the checks that there are. */
class ExpectationCorpusTest {

    private static final String NOT = "not-";

    private final Scorers scorers = Scorers.builtIn();

    @TempDir
    private Path folder;

    static List<String> cells() {
        try (var in = ExpectationCorpusTest.class.getResourceAsStream("/score/expectations.tsv")) {
            return new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void thereAreEnoughCellsOfBothKindsAndNoneTwice() {
        List<String> texts = cells().stream().map(line -> line.split("\t")[0]).toList();

        assertThat(texts).doesNotHaveDuplicates().hasSizeGreaterThan(150);
        assertThat(cells()).filteredOn(line -> line.contains("\tok\t")).hasSizeGreaterThan(80);
    }

    @ParameterizedTest
    @MethodSource("cells")
    void cellMeansWhatItSays(String line) throws IOException {
        String[] columns = line.split("\t");
        boolean loads = columns[1].equals("ok");
        String needed = columns[loads ? 2 : 3].replaceFirst("^" + NOT, "");
        assumeTrue(needed.equals("-") || scorers.names().contains(needed), "no check " + needed + " yet");

        List<String> outcome = read(columns[0].replace('⏎', '\n'));

        if (loads) {
            assertThat(String.join("\t", outcome).replace('\n', '⏎'))
                    .isEqualTo(String.join("\t", columns[2], columns[3], columns[4]));
        } else {
            assertThat(outcome.get(0)).isEqualTo(columns[1]);
            assertThat(outcome.get(1)).contains(columns[2]);
        }
    }

    private List<String> read(String cell) throws IOException {
        String quoted = '"' + cell.replace("\"", "\"\"") + '"';
        Path file = Files.writeString(folder.resolve("d.csv"), "name,__expected\nAnn," + quoted + "\n");
        List<Check> checks = new ArrayList<>();
        try {
            DatasetFile.scan(DatasetSpec.builder("d", file).build(), cellsOnly(), row -> {
                checks.addAll(row.checks());
                return List.of();
            });
            return prepared(checks.get(0));
        } catch (DatasetException e) {
            Problem first = e.problems().get(0);
            return List.of(first.code(), first.text());
        }
    }

    private Notation cellsOnly() {
        return new Notation(scorers, (map, source, problems) -> {
            throw new IllegalStateException("no row of CSV writes a map");
        });
    }

    private List<String> prepared(Check check) {
        try {
            scorers.prepare(check);
        } catch (CheckException e) {
            // What a check needs of a suite does not change how its cell is read.
            if (!e.code().equals("PM-1406")) {
                return List.of(e.code(), e.getMessage());
            }
        }
        String value = check.value() == null ? "-" : check.value().stringValue();
        return Stream.of(
                        check.name(),
                        value,
                        check.threshold() == null ? "-" : check.threshold().toString())
                .toList();
    }
}
