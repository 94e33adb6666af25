package blackbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A suite and its dataset as a user could edit them, written to files before each start. */
final class KeyBench {

    final List<Line> lines = new ArrayList<>();
    final List<String> prompts = new ArrayList<>();
    final List<String> temperatures = new ArrayList<>();
    final List<String> names = new ArrayList<>();
    final List<String> flags = new ArrayList<>();

    @Nullable
    String key;

    String baseUrl;
    String check = "";
    String gate = "passRate >= 0%";
    boolean named = true;
    int repeat = 1;

    /** A row of the dataset. */
    record Line(String id, String question, String expected) {

        Line asking(String other) {
            return new Line(id, other, expected);
        }
    }

    KeyBench(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    /** {@return the same to be edited apart} */
    KeyBench copy() {
        KeyBench copy = new KeyBench(baseUrl);
        copy.lines.addAll(lines);
        copy.prompts.addAll(prompts);
        copy.temperatures.addAll(temperatures);
        copy.names.addAll(names);
        copy.key = key;
        copy.check = check;
        copy.gate = gate;
        copy.named = named;
        copy.repeat = repeat;
        return copy;
    }

    void ask(String... questions) {
        for (String question : questions) {
            lines.add(new Line("r" + (lines.size() + 1), question, "contains: answer"));
        }
    }

    /** {@return answers that a row has} */
    int perRow() {
        return prompts.size() * temperatures.size() * repeat;
    }

    int answers() {
        return lines.size() * perRow();
    }

    /** Writes suite and dataset into that folder. {@return the suite} */
    String write(Path folder) {
        Program.file(folder, "cases.csv", csv());
        if (key != null) {
            Program.file(folder, ".env", "KEY_OF_BENCH=" + key + "\n");
        }
        return Program.file(folder, "suite.yaml", suite());
    }

    private String csv() {
        String head = named ? "id,question,__expected\n" : "question,__expected\n";
        return lines.stream()
                .map(line -> (named ? line.id() + "," : "") + "\""
                        + line.question().replace("\"", "\"\"") + "\"," + line.expected() + "\n")
                .collect(Collectors.joining("", head, ""));
    }

    private String suite() {
        String models = IntStream.range(0, temperatures.size())
                .mapToObj(i -> "  - { id: m" + i + ", model: " + name(i) + ", baseUrl: \"" + baseUrl
                        + (key == null ? "\"" : "\", apiKeyEnv: KEY_OF_BENCH") + ", params: { temperature: "
                        + temperatures.get(i) + " } }\n")
                .collect(Collectors.joining());
        String asked = IntStream.range(0, prompts.size())
                .mapToObj(i -> "  - { id: p" + i + ", text: \"" + prompts.get(i) + "\" }\n")
                .collect(Collectors.joining());
        return "version: 1\nname: keys\nmodels:\n" + models + "prompts:\n" + asked
                + "datasets:\n  - { id: d, file: cases.csv }\n"
                + "run: { repeat: " + repeat + ", warmup: 0, preflight: off }\n"
                + "reports: { formats: [json] }\n"
                + check + "gates: [ \"" + gate + "\" ]\n";
    }

    private String name(int model) {
        return model < names.size() ? names.get(model) : "sim-" + model;
    }

    /** {@return the arguments of a start with that run folder} */
    String[] start(Path folder, Path out, String... more) {
        List<String> arguments = new ArrayList<>(List.of("run", write(folder), "-q", "-o", out.toString()));
        arguments.addAll(flags);
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.list(from)) {
            Files.createDirectories(to);
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
