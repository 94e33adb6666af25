package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.simulator.Script;
import dev.promptmeter.simulator.Simulator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A process of the program and the signals it gets. */
@DisabledOnOs(OS.WINDOWS)
class SignalsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private Process start(Simulator simulator, String... more) throws IOException {
        String rows = IntStream.range(0, 200)
                .mapToObj(i -> "r" + i + ",Say " + i + "\n")
                .collect(Collectors.joining());
        String data = Program.file(folder, "cases.csv", "id,prompt\n" + rows);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.promptmeter.cli.Main",
                "run",
                data,
                "-o",
                folder.resolve("run").toString(),
                "--model",
                "m",
                "--base-url",
                simulator.baseUri().toString(),
                "-j",
                "4",
                "--warmup",
                "0"));
        command.addAll(List.of(more));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.txt").toFile())
                .start();
    }

    private static void signal(Process process, String name) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    private String output() {
        return Program.text(folder.resolve("output.txt"));
    }

    @Test
    void ctrlCFinishesWhatIsInFlightAndTheRunCanGoOn() throws Exception {
        try (Simulator simulator = Simulator.start(Script.of().with("latency", "fixed:100ms"))) {
            Process process = start(simulator);
            assertThat(simulator.await(ledger -> ledger.answered().size() >= 8, PATIENCE))
                    .isTrue();
            signal(process, "INT");

            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();

            assertThat(process.exitValue()).isEqualTo(130);
            assertThat(output())
                    .contains("finishing 4 requests", "STOPPED", "--resume")
                    .endsWith("exit 130\n");
            assertThat(Program.json(folder.resolve("run"), "summary.json")
                            .path("exitCode")
                            .asInt())
                    .isEqualTo(130);
            assertThat(Program.run("run", "--resume", folder.resolve("run").toString())
                            .code())
                    .isZero();
            assertThat(simulator.ledger().answered()).hasSize(200);
        }
    }

    @Test
    void aSecondCtrlCWaitsForNothing() throws Exception {
        try (Simulator simulator = Simulator.start(Script.of().with("latency", "fixed:60s"))) {
            Process process = start(simulator);
            awaitFourInFlight(simulator);
            signal(process, "INT");
            awaitOutput("finishing 4 requests");
            signal(process, "INT");

            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();

            assertThat(process.exitValue()).isEqualTo(130);
            assertThat(folder.resolve("run/summary.json")).doesNotExist();
        }
    }

    private static void awaitFourInFlight(Simulator simulator) {
        await(() -> simulator.summaryJson().contains("\"inFlight\":4"));
    }

    private void awaitOutput(String text) {
        await(() -> output().contains(text));
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Test
    void sigtermEndsWith143() throws Exception {
        try (Simulator simulator = Simulator.start(Script.of().with("latency", "fixed:100ms"))) {
            Process process = start(simulator, "--json");
            assertThat(simulator.await(ledger -> ledger.answered().size() >= 4, PATIENCE))
                    .isTrue();
            signal(process, "TERM");

            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();

            assertThat(process.exitValue()).isEqualTo(143);
            assertThat(Program.json(folder.resolve("run"), "summary.json")
                            .path("exitName")
                            .asString())
                    .isEqualTo("stopped");
        }
    }
}
