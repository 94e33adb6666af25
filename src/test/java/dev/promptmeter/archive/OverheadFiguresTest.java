package dev.promptmeter.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
        return Objects.requireNonNull(OverheadFigures.read(folder));
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
        assertThat(OverheadFigures.read(folder)).isNull();
        assertThat(OverheadFigures.read(folder.resolve("nowhere"))).isNull();
    }

    @Test
    void anEnvironmentWithoutBenchmarksIsNoFigure() throws IOException {
        write("environment.json", "{}", 1_000);

        assertThat(OverheadFigures.read(folder)).isNull();
    }
}
