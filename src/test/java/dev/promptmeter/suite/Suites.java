package dev.promptmeter.suite;

import dev.promptmeter.dataset.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Suites for tests: written into a folder, read, and the problems of those that do not load. */
final class Suites {

    private static final String SMALLEST = """
            version: 1
            name: support
            models:
              - id: jamba
                baseUrl: http://127.0.0.1:8000/v1
                model: ai21/jamba-1-5-mini
            prompts:
              - id: v1
                text: "{{question}}"
            datasets:
              - file: questions.csv
            """;

    private Suites() {}

    /** A suite that loads, with further lines at its end. */
    static String smallest(String more) {
        return SMALLEST + more;
    }

    static Path folder(Path root) {
        write(root.resolve("questions.csv"), "question,__expected\nWhat is the capital of France?,Paris\n");
        return root;
    }

    static Path write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Suite read(Path root, String yaml, SuiteOptions options) {
        return Suite.read(write(folder(root).resolve("promptmeter.yaml"), yaml), options);
    }

    static Suite read(Path root, String yaml) {
        return read(root, yaml, variables(Map.of()));
    }

    static SuiteOptions variables(Map<String, String> variables) {
        return SuiteOptions.of(Environment.of(variables));
    }

    /** The faults as messages, with the folder left out; none if the suite loads. */
    static List<String> faults(Path root, String yaml, SuiteOptions options) {
        try {
            read(root, yaml, options);
            return List.of();
        } catch (SuiteException e) {
            return shown(root, e.problems());
        }
    }

    static List<String> faults(Path root, String yaml) {
        return faults(root, yaml, variables(Map.of()));
    }

    static List<String> shown(Path root, List<Problem> problems) {
        return problems.stream()
                .map(problem -> problem.toString().replace(root + "/", ""))
                .toList();
    }
}
