package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A run beside the last calibration of its machine. */
class CalibratedRunTest {

    private static final String CALIBRATION = """
            {"schema":"promptmeter.calibration/1","date":"2026-01-11T08:00:00Z","simulatorOnSchedule":true,
             "machine":{"java":"another","flags":"","cpu":"another","processors":"2","os":"another"},
             "levels":[{"inFlight":1,"ttftErrorMs":{"p50":0.25,"p99":0.75},"latencyErrorMs":{"p50":0.5,"p99":1.5},
                        "arrivalErrorMs":{"p50":0.125,"p99":0.625,"max":3.5}}]}
            """;

    @TempDir
    Path folder;

    private String suite;

    @BeforeEach
    void lay() {
        Program.file(folder, "cases.csv", "question\none\ntwo\n");
        suite = Program.file(
                folder,
                "suite.yaml",
                "version: 1\nname: calibrated\nmodels: [ { id: m, preset: simulator, model: sim, stream: true } ]\n"
                        + "prompts: [ { id: p, text: \"Say {{question}}\" } ]\ndatasets: [ { id: d, file: cases.csv } ]\n"
                        + "reports: { out: \"" + folder.resolve("reports") + "\" }\n");
    }

    private Path calibration(String text) throws IOException {
        Files.createDirectories(folder.resolve("reports"));
        return Files.writeString(folder.resolve("reports").resolve("calibration.json"), text);
    }

    @Test
    void theErrorOfTheClientStandsBesideItsTimesAndStaysWhatItWas() throws IOException {
        calibration(CALIBRATION);
        String run = folder.resolve("run").toString();

        String console = Program.run("run", suite, "-o", run).out();

        assertThat(console)
                .contains("  client error  TTFT +0.25 ms p50, +0.75 ms p99 · latency +0.50 ms p50, +1.5 ms p99"
                        + " at 1 in flight (calibrated on another machine)");
        assertThat(Program.text(folder.resolve("run/report.html")))
                .contains("0.125 / 0.625 / 3.5 ms", "calibrated on another machine");
        byte[] before = Files.readAllBytes(folder.resolve("run/summary.json"));
        calibration(CALIBRATION.replace("0.25", "9.25"));
        assertThat(Program.run("report", run).code()).isZero();
        assertThat(folder.resolve("run/summary.json")).hasBinaryContent(before);
    }

    @Test
    void aRunWithoutACalibrationSaysSo() {
        JsonNode summary = Program.run("run", suite, "-o", folder.resolve("run").toString(), "--json")
                .json();

        assertThat(summary.path("measurement").has("clientError")).isTrue();
        assertThat(summary.path("measurement").path("clientError").isNull()).isTrue();
    }

    @Test
    void otherToolsWordsAreThoseOfTheJournal() throws IOException {
        String run = folder.resolve("run").toString();
        Program.run("run", suite, "-o", run);
        for (String derived :
                new String[] {"summary.json", "results.csv", "results.jsonl", "report.html", "junit.xml"}) {
            Files.deleteIfExists(folder.resolve("run").resolve(derived));
        }

        String text = Program.run("report", run, "--dialect", "vllm,genai-perf").out();

        assertThat(text)
                .contains("vLLM bench serve 0.10   m   2 streams, tokens of 2 known")
                .contains("genai-perf 0.0.16   m   2 streams")
                .doesNotContain("GuideLLM");
        assertThat(Program.text(folder.resolve("run/report.html")))
                .contains("In other tools&#39; words", "vLLM bench serve 0.10   m   2 streams");
        assertThat(Program.run("report", run, "--dialect", "llmperf").code()).isEqualTo(2);
    }
}
