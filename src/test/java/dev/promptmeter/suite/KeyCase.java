package dev.promptmeter.suite;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One line of keys.txt: a key, a value, and what is to come of it. */
record KeyCase(String path, String value, String outcome) {

    static List<KeyCase> all() {
        try (var in = new BufferedReader(
                new InputStreamReader(KeyCase.class.getResourceAsStream("keys.txt"), StandardCharsets.UTF_8))) {
            return in.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(KeyCase::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static KeyCase of(String line) {
        String[] parts = line.split(" \\| ", 3);
        return new KeyCase(parts[0], parts[1], parts[2]);
    }

    boolean accepted() {
        return outcome.equals("ok");
    }

    /** Whether the JSON Schema can tell what is wrong. */
    boolean schemaKnows() {
        return !outcome.startsWith("~");
    }

    /** A whole suite that differs from a good one in this key alone. */
    String yaml() {
        String[] steps = path.split("\\.");
        String last = steps[steps.length - 1];
        return switch (steps[0]) {
            case "version" -> suite().replace("version: 1\n", "version: " + value + "\n");
            case "name" -> suite().replace("name: support\n", "name: " + value + "\n");
            case "models", "prompts", "datasets" -> suite().replace(anchor(steps[0]), item(anchor(steps[0]), last));
            default -> suite() + nested(steps);
        };
    }

    private String item(String anchor, String key) {
        boolean there = anchor.contains("  " + key + ": ") || anchor.contains("- " + key + ": ");
        return there
                ? anchor.replaceFirst(
                        "(?m)^(  - |    )" + key + ": .*$",
                        "$1" + key + ": " + value.replace("\\", "\\\\").replace("$", "\\$"))
                : anchor + "    " + key + ": " + value + "\n";
    }

    private static String anchor(String list) {
        return switch (list) {
            case "models" -> "  - id: jamba\n    baseUrl: http://127.0.0.1:8000/v1\n    model: ai21/jamba-1-5-mini\n";
            case "prompts" -> "  - id: v1\n    text: \"{{question}}\"\n";
            default -> "  - file: questions.csv\n";
        };
    }

    private static String suite() {
        return Suites.smallest("");
    }

    private String nested(String[] steps) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < steps.length; i++) {
            out.append("  ".repeat(i))
                    .append(steps[i])
                    .append(i == steps.length - 1 ? ": " + value : ":")
                    .append('\n');
        }
        return out.toString();
    }

    @Override
    public String toString() {
        return path + ": " + value;
    }
}
