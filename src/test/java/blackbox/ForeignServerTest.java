package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Program.Ended;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** A server that shares no line with us, written in another language: what it calls an answer must be one. Needs python3. */
@Tag("foreign")
class ForeignServerTest {

    @TempDir
    Path folder;

    private Process server;
    private String port;

    @BeforeEach
    void start() throws IOException {
        server = new ProcessBuilder("python3", "src/test/python/stub_endpoint.py")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        port = new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8)).readLine();
    }

    @AfterEach
    void stop() throws InterruptedException {
        server.destroy();
        server.waitFor();
    }

    @ParameterizedTest
    @CsvSource({
        "datasets/facts.csv, plain",
        "datasets/facts.csv, stream",
        "datasets/extraction.csv, plain",
        "datasets/support-triage.csv, stream",
        "datasets/instructions.csv, plain"
    })
    void everyRowOfADatasetIsAskedAnsweredAndJudged(String dataset, String delivery) {
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                dataset,
                "--base-url",
                "http://127.0.0.1:" + port + "/v1",
                "--model",
                "m",
                "-j",
                "4",
                "-o",
                folder.resolve("run").toString(),
                "--gate",
                "errorRate <= 0%"));
        if (delivery.equals("stream")) {
            arguments.add("--stream");
        }

        Ended ended = Program.run(arguments.toArray(String[]::new));

        JsonNode summary = Program.json(folder.resolve("run"), "summary.json");
        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(summary.path("counts").path("cases").asInt()).isGreaterThanOrEqualTo(12);
        assertThat(summary.path("counts").path("error").asInt()).isZero();
        assertThat(summary.path("tokens").path("completion").asInt())
                .isEqualTo(5 * summary.path("counts").path("cases").asInt());
        assertThat(summary.path("ttftMs").path("n").asInt())
                .isEqualTo(
                        delivery.equals("stream")
                                ? summary.path("counts").path("cases").asInt()
                                : 0);
        assertThat(Program.text(folder.resolve("run/results.csv"))).contains("You asked: ");
    }
}
