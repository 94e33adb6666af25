package dev.promptmeter.bars;

import dev.promptmeter.bars.BarLine.Measured;
import dev.promptmeter.bars.BarLine.NotMeasured;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The same rows and checks as promptfoo, both from start to end, if it is installed (B2, B8). */
final class PromptfooBars implements Bar {

    private static final int ROUNDS = 5;
    private static final int ROWS = 10_000;
    private static final String IN_FLIGHT = "64";
    private static final NotMeasured MISSING = new NotMeasured("promptfoo is not installed");
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double NANOS_PER_MILLI = 1e6;

    @Override
    public List<Definition> definitions() {
        return List.of(
                new Definition("B2", "cases a second, start included / promptfoo's", Limit.atLeastTimes(20, "/s")),
                new Definition("B2", "CPU of a case, start included / promptfoo's", Limit.atMostTimes(0.1, "ms")),
                new Definition(
                        "B8",
                        "peak resident memory, 10,000 rows, -Xmx128m / promptfoo's",
                        Limit.atMostTimes(0.5, "MiB")),
                new Definition("B8", "10,000 rows end normally with -Xmx128m, peak", Limit.atMost(256, "MiB")));
    }

    @Override
    public List<BarLine.Outcome> measure(Bench bench) throws IOException, InterruptedException {
        int rows = bench.effort().size(ROWS);
        Optional<Path> promptfoo = onPath();
        try (SimulatorProcess simulator = SimulatorProcess.start(bench, "--answer", "tokens:80")) {
            OwnRun own = new OwnRun(bench, simulator, rows);
            double small =
                    own.inHeap("-Xmx128m", Watched.Look.NONE, "-j", IN_FLIGHT).peakMebibytes();
            Measured smallHeap = new Measured(small, null);
            if (promptfoo.isEmpty()) {
                return List.of(MISSING, MISSING, MISSING, smallHeap);
            }
            Theirs theirs = new Theirs(bench, promptfoo.get(), simulator);
            int rounds = bench.effort().rounds(ROUNDS);
            double[][] figures = new double[5][rounds];
            for (int i = 0; i < rounds; i++) {
                Watched.Ended ours = own.run(Watched.Look.NONE, "-j", IN_FLIGHT);
                Watched.Ended other = theirs.run(rows);
                figures[0][i] = rows * NANOS_PER_SECOND / ours.wall().toNanos();
                figures[1][i] = rows * NANOS_PER_SECOND / other.wall().toNanos();
                figures[2][i] = ours.cpu().toNanos() / NANOS_PER_MILLI / rows;
                figures[3][i] = other.cpu().toNanos() / NANOS_PER_MILLI / rows;
                figures[4][i] = other.peakMebibytes();
            }
            double[] medians =
                    Arrays.stream(figures).mapToDouble(Rounds::median).toArray();
            return List.of(
                    new Measured(medians[0], medians[1]),
                    new Measured(medians[2], medians[3]),
                    new Measured(small, medians[4]),
                    smallHeap);
        }
    }

    private static Optional<Path> onPath() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "promptfoo"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private record Theirs(Bench bench, Path promptfoo, SimulatorProcess simulator) {

        Watched.Ended run(int rows) throws IOException, InterruptedException {
            Path suite = bench.work().resolve("promptfooconfig.yaml");
            Files.writeString(suite, """
                    prompts: ['{{prompt}}']
                    providers:
                      - id: openai:chat:m
                        config: { apiBaseUrl: '%s', apiKey: none }
                    tests: file://%s
                    """.formatted(simulator.baseUrl(), bench.rows(rows)), StandardCharsets.UTF_8);
            bench.say("promptfoo "
                    + Watched.run(command("--version"), Watched.Look.NONE)
                            .output()
                            .strip());
            return Watched.run(
                    command(
                            "eval",
                            "-c",
                            suite.toString(),
                            "-j",
                            IN_FLIGHT,
                            "--no-cache",
                            "--no-table",
                            "--no-write",
                            "--no-progress-bar"),
                    Watched.Look.NONE);
        }

        private ProcessBuilder command(String... words) {
            ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(List.of(words)))
                    .directory(bench.work().toFile());
            builder.command().add(0, promptfoo.toString());
            for (String off : List.of("TELEMETRY", "UPDATE", "SHARING")) {
                builder.environment().put("PROMPTFOO_DISABLE_" + off, "1");
            }
            builder.environment().put("PROMPTFOO_CONFIG_DIR", bench.work().toString());
            return builder;
        }
    }
}
