package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Program.Ended;
import dev.promptmeter.simulator.Settings;
import dev.promptmeter.simulator.Simulator;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What it takes to judge a hundred thousand stored answers again with ten checks each, in a small heap. */
@Tag("scale")
class RescoreScaleTest {

    private static final int ROWS = 100_000;
    private static final String TEN = "not-contains: zebra,word-count: 1..500,char-count: ..5000,"
            + "not-regex: (?i)sorry\\s+I,icontains: late,starts-with: Where,finish-reason: stop,not-is-json,"
            + "\"contains-any: parcel,letter\",levenshtein-ratio(0.05): It is late. It is late.";

    @TempDir
    Path folder;

    @Test
    void aHundredThousandAnswersAreJudgedAgainByTenChecksInASmallHeap() throws IOException, InterruptedException {
        Path run = folder.resolve("run");
        Path rescored = folder.resolve("rescored");
        try (Simulator simulator = Simulator.start(Settings.builder()
                .set("ledger-size", "1000")
                .set("answer", "echo")
                .build())) {
            dataset("__expected1", "not-contains: zebra");
            String url = simulator.baseUri().toString();
            program("run", "rows.csv", "--base-url", url, "--model", "m", "-j", "64", "-o", run.toString());
        }
        dataset(
                "__expected1,__expected2,__expected3,__expected4,__expected5,__expected6,__expected7,__expected8,"
                        + "__expected9,__expected10",
                TEN);

        String out = program("rescore", run.toString(), "-o", rescored.toString());

        var summary = Program.json(rescored, "summary.json");
        assertThat(summary.path("counts").path("pass").asInt()).as(out).isEqualTo(ROWS);
        assertThat(summary.path("counts").path("attempts").asInt()).isEqualTo(ROWS);
        try (Stream<String> lines = Files.lines(rescored.resolve("results.csv"), StandardCharsets.UTF_8)) {
            assertThat(lines.filter(line -> line.contains(",10,10,")).count()).isEqualTo(ROWS);
        }
        System.out.println(
                "rescore of " + ROWS + " answers, all reports: " + out.substring(out.lastIndexOf("MEASURED")));
    }

    /** {@return what the program printed, in a process with a small heap whose folder is this test's} */
    private String program(String... arguments) throws IOException, InterruptedException {
        Ended ended = new SmallHeap(folder, "-Xmx256m")
                .run("blackbox.MeasuredProgram", Duration.ofMinutes(10), List.of(arguments));

        assertThat(ended.code()).as(ended.out()).isZero();
        return ended.out();
    }

    private void dataset(String columns, String checks) throws IOException {
        Path file = folder.resolve("rows.csv");
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write("prompt," + columns + "\n");
            for (int i = 0; i < ROWS; i++) {
                out.write("Where is parcel " + i + "? " + "It is late. ".repeat(20) + "," + checks + "\n");
            }
        }
    }
}
