package dev.promptmeter.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class OverheadFiguresTest {

    @TempDir
    Path folder;

    private void write(String name, String text, long millis) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        Files.setLastModifiedTime(file, FileTime.fromMillis(millis));
    }

    private static String result(String benchmark, String score) {
        return "[{\"benchmark\":\"" + benchmark + "\",\"mode\":\"avgt\",\"primaryMetric\":{\"score\":" + score
                + ",\"scoreUnit\":\"us/op\"}}]";
    }

    private JsonNode read() {
        return Objects.requireNonNull(figures(folder));
    }

    private static @Nullable JsonNode figures(Path results) {
        return OverheadFigures.read(results, results.resolve("kept").resolve("calibration.json"), Map.of("java", "17"));
    }

    private Path calibration(String text) throws IOException {
        Path file = CalibrationFile.in(folder.resolve("kept"));
        CalibrationFile.write(file, text);
        return file;
    }

    @Test
    void theNewestResultOfEachBenchmarkIsTaken() throws IOException {
        write("old.json", result("TallyBenchmark.add", "9"), 1_000);
        write("new.json", result("TallyBenchmark.add", "4.5"), 2_000);
        write("sse.json", result("SseBenchmark.decode", "2"), 500);
        write("environment.json", "{\"java\":\"17\"}", 1_000);

        JsonNode note = read();

        assertThat(note.path("environment").path("java").asString()).isEqualTo("17");
        assertThat(note.path("benchmarks")).hasSize(2);
        assertThat(note.path("benchmarks").findValuesAsString("score")).containsExactly("2", "4.5");
        assertThat(note.path("skipped")).isEmpty();
    }

    @Test
    void whatIsDamagedOrSomethingElseIsNamedAndSkipped() throws IOException {
        write("cut.json", "[{\"benchmark\":", 1_000);
        write("list.json", "[1, 2]", 1_000);
        write("tally.json", result("TallyBenchmark.add", "4.5"), 1_000);
        write("notes.txt", "not mine", 1_000);

        JsonNode note = read();

        assertThat(note.path("benchmarks")).hasSize(1);
        assertThat(note.path("skipped").valueStream().map(JsonNode::asString))
                .containsExactlyInAnyOrder(
                        "cut.json is skipped: it cannot be read as JSON",
                        "list.json is skipped: it is not a result of JMH");
    }

    @Test
    void anEmptyFolderAndAMissingOneHaveNoFigures() {
        assertThat(figures(folder)).isNull();
        assertThat(figures(folder.resolve("nowhere"))).isNull();
    }

    @Test
    void anEnvironmentWithoutBenchmarksIsNoFigure() throws IOException {
        write("environment.json", "{}", 1_000);

        assertThat(figures(folder)).isNull();
    }

    @Test
    void theLastCalibrationIsAFigureOfItsOwnBesideTheMachineOfTheRun() throws IOException {
        calibration("{\"schema\":\"promptmeter.calibration/1\",\"levels\":[{\"inFlight\":64}]}");

        JsonNode note = read();

        assertThat(note.path("calibration")
                        .path("levels")
                        .get(0)
                        .path("inFlight")
                        .asInt())
                .isEqualTo(64);
        assertThat(note.path("here").path("java").asString()).isEqualTo("17");
        assertThat(note.path("benchmarks")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"schema\":",
                "{\"schema\":\"something.else/1\",\"levels\":[]}",
                "{\"schema\":\"promptmeter.calibration/2\",\"levels\":[]}",
                "{\"schema\":\"promptmeter.calibration/1\",\"metricsVersion\":2,\"levels\":[]}",
                "{\"schema\":\"promptmeter.calibration/1\",\"levels\":{\"first\":{\"inFlight\":64}}}",
                "{\"schema\":\"promptmeter.calibration/1\"}",
                "[]",
                ""
            })
    void whatIsNoCalibrationCountsAsNone(String text) throws IOException {
        calibration(text);

        assertThat(figures(folder)).isNull();
    }

    @Test
    void otherBenchmarksTakeThePlaceOfThoseOnRecordAndNothingElse() throws IOException {
        calibration("{\"schema\":\"promptmeter.calibration/1\",\"levels\":[]}");
        write("old.json", result("TallyBenchmark.add", "9"), 1_000);
        JsonNode recorded = read();
        Path others = Files.createDirectory(folder.resolve("others"));
        Files.writeString(others.resolve("new.json"), result("TallyBenchmark.add", "4.5"));

        JsonNode shown = Objects.requireNonNull(OverheadFigures.replaced(recorded, others));

        assertThat(shown.path("benchmarks").findValuesAsString("score")).containsExactly("4.5");
        assertThat(shown.path("calibration")).isEqualTo(recorded.path("calibration"));
        assertThat(shown.path("here")).isEqualTo(recorded.path("here"));
    }
}
