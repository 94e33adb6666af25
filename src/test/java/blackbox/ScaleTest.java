package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.simulator.Settings;
import dev.promptmeter.simulator.Simulator;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The promise about memory: the heap does not grow with the rows, also while every report is written. */
@Tag("scale")
class ScaleTest {

    private static final int ROWS = 100_000;

    @TempDir
    Path folder;

    @Test
    void aHundredThousandRowsRunAndAreReportedInASmallHeap() throws IOException, InterruptedException {
        Path run = folder.resolve("run");
        try (Simulator simulator = Simulator.start(Settings.builder()
                .set("ledger-size", "1000")
                .set("answer", "tokens:40")
                .build())) {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            "dev.promptmeter.cli.Main",
                            "run",
                            dataset().toString(),
                            "--base-url",
                            simulator.baseUri().toString(),
                            "--model",
                            "m",
                            "-j",
                            "64",
                            "-o",
                            run.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("out.txt").toFile())
                    .start();
            boolean ended = process.waitFor(10, TimeUnit.MINUTES);
            process.destroyForcibly();

            assertThat(ended).isTrue();
            assertThat(process.exitValue())
                    .as(Program.text(folder.resolve("out.txt")))
                    .isZero();
        }
        try (Stream<String> lines = Files.lines(run.resolve("results.csv"), StandardCharsets.UTF_8)) {
            // A record may span lines; each begins with the id of the run.
            assertThat(lines.filter(line -> line.startsWith("\"2")).count()).isEqualTo(ROWS);
        }
        assertThat(Program.json(run, "summary.json").path("counts").path("pass").asInt())
                .isEqualTo(ROWS);
        assertThat(Files.size(run.resolve("report.html"))).isLessThan(25_000_000);
        assertThat(run.resolve("junit.xml")).isNotEmptyFile();
        assertThat(run.resolve("results.jsonl")).isNotEmptyFile();
    }

    private Path dataset() throws IOException {
        Path file = folder.resolve("rows.csv");
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write("prompt,__expected1,__expected2\n");
            for (int i = 0; i < ROWS; i++) {
                out.write("Where is parcel " + i + "? " + "It is late. ".repeat(20)
                        + ",not-contains: zebra,word-count: 1..500\n");
            }
        }
        return file;
    }
}
