package dev.promptmeter.suite;

import dev.promptmeter.Fuzz;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuiteFuzzTest {

    @TempDir
    Path folder;

    @Test
    void anyFileIsASuiteOrRefused() {
        Path file = folder.resolve("promptmeter.yaml");
        SuiteOptions options = SuiteOptions.of(Environment.of(Map.of("HOME", "here")));
        Fuzz.run("suite-yaml", 5_000, input -> {
            Files.write(file, input);
            try {
                SuiteScan.scan(Suite.read(file, options));
            } catch (SuiteException e) {
                if (e.problems().isEmpty()) {
                    throw new AssertionError("a fault without words", e);
                }
            }
        });
    }
}
