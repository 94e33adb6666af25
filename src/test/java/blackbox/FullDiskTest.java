package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Program.Ended;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Files that cannot be written, or not to their end. */
@EnabledOnOs(OS.LINUX)
class FullDiskTest {

    private static final int ROWS = 600;

    @TempDir
    Path folder;

    private String data() {
        return data("");
    }

    private String data(String more) {
        String rows = IntStream.range(0, ROWS)
                .mapToObj(i -> "r" + i + ",Say " + i + more + ",contains: Say\n")
                .collect(Collectors.joining());
        return Program.file(folder, "cases.csv", "id,prompt,__expected\n" + rows);
    }

    /** The limit of a file's size, in KiB, stands for a disk that is full in the middle of the journal. */
    private Process limited(int kibibytes, String... arguments) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String line = Stream.concat(
                        Stream.of(java, "-XX:-UsePerfData", "-cp", System.getProperty("java.class.path")),
                        Stream.concat(Stream.of("dev.promptmeter.cli.Main"), Stream.of(arguments)))
                .map(word -> "'" + word + "'")
                .collect(Collectors.joining(" "));
        return new ProcessBuilder("bash", "-c", "ulimit -f " + kibibytes + "; exec " + line)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.PIPE)
                .start();
    }

    @Test
    void aJournalThatCannotGrowEndsTheRunWithCode5AndTheRunCanGoOn() throws Exception {
        // More than what is held back for such a case, which must find room first.
        String data = data(" and no more".repeat(4000));
        String out = folder.resolve("run").toString();

        Process process = limited(17_000, "run", data, "-o", out, "--report", "json,csv", "-q");
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isEqualTo(5);
        assertThat(said)
                .contains("PM-5003", "the journal cannot be written: the limit of a file's size is reached")
                .contains("promptmeter run --resume " + out);
        // The second file took what the first did not.
        assertThat(names()).containsExactly("journal-2.jsonl", "journal.jsonl", "run.lock", "run.log");
        Ended resumed = Program.run("run", "--resume", out, "-q");
        assertThat(resumed.code()).as(resumed.err()).isZero();
        assertThat(Program.json(folder.resolve("run"), "summary.json")
                        .path("counts")
                        .path("pass")
                        .asInt())
                .isEqualTo(ROWS);
    }

    @Test
    void aReportThatCannotBeWrittenIsNamedAndTheOthersAreWhole() throws Exception {
        String out = folder.resolve("run").toString();
        Program.run("run", data(), "-o", out, "--report", "json");
        Program.file(folder.resolve("run/report.html"), "in-the-way.txt", "mine");

        Ended ended = Program.run("report", out, "--report", "html,csv,json");

        assertThat(ended.code()).isEqualTo(5);
        assertThat(ended.err()).startsWith("PM-5002  " + out + "/report.html cannot be written: ");
        assertThat(names())
                .containsExactly("journal.jsonl", "report.html", "results.csv", "run.lock", "run.log", "summary.json");
        assertThat(Files.readAllLines(folder.resolve("run/results.csv"))).hasSize(ROWS + 1);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("run"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
