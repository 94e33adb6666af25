package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.simulator.Script;
import dev.promptmeter.simulator.Simulator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
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

    private Child start(Simulator simulator, String... more) throws IOException {
        List<String> arguments = Child.running(folder, 200, simulator, "-j", "4");
        arguments.addAll(List.of(more));
        return Child.start(folder, arguments);
    }

    private String output() {
        return Program.text(folder.resolve("output.txt"));
    }

    @Test
    void ctrlCFinishesWhatIsInFlightAndTheRunCanGoOn() throws Exception {
        try (Simulator simulator = Simulator.start(Script.of().with("latency", "fixed:100ms"))) {
            Child child = start(simulator);
            assertThat(simulator.await(ledger -> ledger.answered().size() >= 8, PATIENCE))
                    .isTrue();
            child.signal("INT");

            assertThat(child.process().waitFor(20, TimeUnit.SECONDS)).isTrue();

            assertThat(child.process().exitValue()).isEqualTo(130);
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
            Child child = start(simulator);
            awaitFourInFlight(simulator);
            child.signal("INT");
            awaitOutput("finishing 4 requests");
            child.signal("INT");

            assertThat(child.process().waitFor(60, TimeUnit.SECONDS)).isTrue();

            assertThat(child.process().exitValue()).isEqualTo(130);
            assertThat(folder.resolve("run/summary.json")).doesNotExist();
        }
    }

    private static void awaitFourInFlight(Simulator simulator) {
        Child.await(() -> simulator.summaryJson().contains("\"inFlight\":4"));
    }

    private void awaitOutput(String text) {
        Child.await(() -> output().contains(text));
    }

    @Test
    void sigtermEndsWith143() throws Exception {
        try (Simulator simulator = Simulator.start(Script.of().with("latency", "fixed:100ms"))) {
            Child child = start(simulator, "--json");
            assertThat(simulator.await(ledger -> ledger.answered().size() >= 4, PATIENCE))
                    .isTrue();
            child.signal("TERM");

            assertThat(child.process().waitFor(20, TimeUnit.SECONDS)).isTrue();

            assertThat(child.process().exitValue()).isEqualTo(143);
            assertThat(Program.json(folder.resolve("run"), "summary.json")
                            .path("exitName")
                            .asString())
                    .isEqualTo("stopped");
        }
    }
}
