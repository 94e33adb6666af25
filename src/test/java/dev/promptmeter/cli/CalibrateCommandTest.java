package dev.promptmeter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CalibrateCommandTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int calibrate(String... flags) {
        List<String> line = new ArrayList<>(List.of("calibrate", "-o", file().toString()));
        line.addAll(List.of(flags));
        return Main.run(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of(),
                line.toArray(String[]::new));
    }

    private Path file() {
        return folder.resolve("new").resolve("calibration.json");
    }

    private JsonNode kept() throws IOException {
        return JsonMapper.shared().readTree(Files.readString(file()));
    }

    @Test
    void theFiguresArePrintedAndKeptAndTheCodeSaysWhetherTheSimulatorKeptItsSchedule() throws IOException {
        int code = calibrate("-j", "1,3", "--duration", "400ms", "--in-process");

        JsonNode kept = kept();
        assertThat(code).isEqualTo(kept.path("simulatorOnSchedule").asBoolean() ? 0 : 102);
        assertThat(kept.path("levels")
                        .valueStream()
                        .map(level -> level.path("inFlight").asInt()))
                .containsExactly(1, 3);
        assertThat(kept.path("simulator").asString()).isEqualTo("in-process");
        assertThat(kept.path("machine").path("java").asString()).contains(System.getProperty("java.runtime.version"));
        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("in flight")
                .contains("Client error at 3 streams")
                .endsWith("kept the other waiting.\n");
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("3 in flight: warming up", "kept in " + file());
    }

    @Test
    void theSimulatorRunsInAProcessOfItsOwnUnlessToldOtherwise() throws IOException {
        calibrate("-j", "1", "--duration", "300ms", "--json");

        JsonNode printed = JsonMapper.shared().readTree(out.toString(StandardCharsets.UTF_8));
        assertThat(printed).isEqualTo(kept());
        assertThat(printed.path("simulator").asString()).isEqualTo("own process");
        assertThat(printed.path("levels").get(0).path("events").asInt()).isPositive();
        assertThat(ProcessHandle.current()
                        .children()
                        .filter(ProcessHandle::isAlive)
                        .map(ProcessHandle::info))
                .noneMatch(info -> info.commandLine().orElse("").contains(" simulate "));
    }

    @Test
    void aLevelThatNobodyCouldCarryOutIsRefused() {
        assertThat(calibrate("-j", "1,2000")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("PM-1003").contains("whole numbers, 1 to 1024");
        assertThat(Files.exists(file())).isFalse();
    }

    @Test
    void aFileThatCannotBeWrittenIsRefusedBeforeAnythingIsMeasured() throws IOException {
        Files.createDirectories(file());

        int code = calibrate("-j", "1", "--in-process");

        assertThat(code).isEqualTo(5);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("PM-5002", file() + " cannot be written", "it is a folder", "nothing was measured")
                .doesNotContain("comparing clocks");
    }

    @Test
    void itsSimulatorEndsEvenIfItIsKilled() throws Exception {
        Process calibration = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.promptmeter.cli.Main",
                        "calibrate",
                        "-j",
                        "1",
                        "-o",
                        file().toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        String begun = calibration.errorReader(StandardCharsets.UTF_8).readLine();
        ProcessHandle simulator = calibration.children().findFirst().orElseThrow();

        calibration.destroyForcibly();

        assertThat(begun).isEqualTo("calibrate  comparing clocks");
        assertThat(simulator.onExit()).succeedsWithin(Duration.ofSeconds(60));
    }
}
