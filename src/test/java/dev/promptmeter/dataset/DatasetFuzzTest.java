package dev.promptmeter.dataset;

import dev.promptmeter.Fuzz;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetFuzzTest {

    @TempDir
    Path folder;

    @Test
    void anyFileHasRowsOrFaultsWithTheirPlaces() {
        Path file = folder.resolve("d.csv");
        Fuzz.run("dataset-csv", 2_500, input -> {
            Files.write(file, input);
            try {
                DatasetSpec spec = DatasetSpec.builder("d", file).build();
                Fixture.rowsOf(DatasetFile.scan(spec, Fixture.NOTATION, row -> List.of()));
            } catch (DatasetException e) {
                if (e.problems().isEmpty()) {
                    throw new AssertionError("a fault without words", e);
                }
            }
        });
    }
}
