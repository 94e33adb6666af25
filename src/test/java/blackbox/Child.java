package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.simulator.Simulator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A process of the program that runs a dataset into a folder, to be killed or to get signals. */
record Child(Process process, Path output) {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    /** {@return one that has just been started with those arguments} */
    static Child start(Path folder, List<String> arguments) throws IOException {
        return start(folder, Map.of(), arguments);
    }

    /** {@return the same with more in its environment} */
    static Child start(Path folder, Map<String, String> environment, List<String> arguments) throws IOException {
        Path output = folder.resolve("output.txt");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(defaultSignals());
        command.addAll(List.of(java, "-cp", System.getProperty("java.class.path"), "dev.promptmeter.cli.Main"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().putAll(environment);
        return new Child(builder.start(), output);
    }

    /** What ignores a signal hands that on to its children, as {@code nohup} and a shell's background jobs do. */
    private static List<String> defaultSignals() throws IOException {
        List<String> reset = List.of("env", "--default-signal=INT,HUP,TERM");
        List<String> tried = new ArrayList<>(reset);
        tried.add("true");
        try {
            return new ProcessBuilder(tried).start().waitFor() == 0 ? reset : List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    /** {@return a dataset of so many rows, each with a question of its own} */
    static String dataset(Path folder, int rows) {
        return Program.file(
                folder,
                "cases.csv",
                IntStream.range(0, rows)
                        .mapToObj(i -> "r" + i + ",City " + i + "\n")
                        .collect(Collectors.joining("", "id,prompt\n", "")));
    }

    /** {@return the arguments of a run of such a dataset into {@code run}, without a warm-up} */
    static List<String> running(Path folder, int rows, Simulator simulator, String... more) {
        List<String> arguments = new ArrayList<>(List.of("run", dataset(folder, rows)));
        arguments.addAll(List.of("-o", folder.resolve("run").toString()));
        arguments.addAll(
                List.of("--model", "m", "--base-url", simulator.baseUri().toString(), "--warmup", "0"));
        arguments.addAll(List.of(more));
        return arguments;
    }

    /** Waits until that is so, for which a process on a busy machine may take long. */
    static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(1_000_000);
        }
    }

    void signal(String name) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    String said() {
        return Program.text(output);
    }

    /** {@return the request ids in the whole records of that type} */
    static Set<String> requests(Path run, String type) throws IOException {
        return Files.readAllLines(run.resolve("journal.jsonl"), StandardCharsets.UTF_8).stream()
                .filter(line -> line.endsWith("}") && line.contains("\"t\":\"" + type + "\""))
                .map(line -> JsonMapper.shared().readTree(line))
                .map((JsonNode record) -> record.path("req").asString())
                .collect(Collectors.toSet());
    }
}
