package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Program.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run as a step of a job of GitHub. */
class GitHubJobTest {

    private static final String HOSTILE = "::error::owned";

    @TempDir
    Path folder;

    private Path summary;
    private Path outputs;
    private Map<String, String> job;
    private String data;
    private String out;

    @BeforeEach
    void lay() throws Exception {
        summary = Files.writeString(folder.resolve("summary"), "before\n");
        outputs = Files.writeString(folder.resolve("outputs"), "before=1\n");
        job = Map.of(
                "GITHUB_ACTIONS", "true",
                "GITHUB_STEP_SUMMARY", summary.toString(),
                "GITHUB_OUTPUT", outputs.toString());
        data = Program.file(folder, "capitals.csv", "id,prompt,expected\nfr,Paris,Paris\nca," + HOSTILE + ",Toronto\n");
        out = folder.resolve("run").toString();
    }

    @Test
    void theJobIsToldTheVerdict() throws Exception {
        Ended ended = Program.run(job, "run", data, "-o", out, "--gate", "passRate >= 90%");

        assertThat(ended.code()).isEqualTo(100);
        assertThat(Files.readString(summary))
                .startsWith("before\n## ❌ Promptmeter: `capitals` failed 1 of 1 gates\n")
                .contains("    + actual    " + HOSTILE + "\n");
        assertThat(Files.readString(outputs))
                .startsWith("before=1\nverdict=failed\nexit-code=100\npass-rate=0.5\np95-ms=")
                .contains("\nreport=" + out + "/report.html\n");
        assertThat(commands(ended.out()))
                .startsWith("::stop-commands::")
                .contains("\n::error title=Gate passRate >= 90%25%3A FAIL::")
                .contains("::error file=" + data.replace(":", "%3A") + ",line=3,title=capitals/ca · ")
                .doesNotContain("\n::error::");
    }

    /** {@return the lines that the server obeys} */
    private static String commands(String log) {
        List<String> lines = log.lines().filter(line -> line.startsWith("::")).toList();
        return String.join("\n", lines);
    }

    @Test
    void progressStandsInABlockWhereNoLineIsACommand() {
        Ended ended = Program.run(job, "run", data, "-o", out);

        List<String> lines = ended.err().lines().toList();
        String stop = lines.get(1);
        assertThat(lines.get(0)).isEqualTo("::group::Promptmeter: progress");
        assertThat(stop).startsWith("::stop-commands::");
        assertThat(lines.subList(lines.size() - 2, lines.size()))
                .containsExactly("::" + stop.substring("::stop-commands::".length()) + "::", "::endgroup::");
    }

    @Test
    void eachPartCanBeDropped() throws Exception {
        Ended ended = Program.run(
                job, "run", data, "-o", out, "--gate", "passRate >= 90%", "--report=-summary,-annotations,-outputs");

        assertThat(Files.readString(summary)).isEqualTo("before\n");
        assertThat(Files.readString(outputs)).isEqualTo("before=1\n");
        assertThat(ended.out()).doesNotContain("\n::error");
        assertThat(folder.resolve("run/summary.md")).exists();
    }

    @Test
    void elsewhereNothingIsToldWhateverTheVariablesSay() throws Exception {
        Map<String, String> elsewhere = new HashMap<>(job);
        elsewhere.remove("GITHUB_ACTIONS");

        Ended ended = Program.run(elsewhere, "run", data, "-o", out);

        assertThat(Files.readString(summary)).isEqualTo("before\n");
        assertThat(Files.readString(outputs)).isEqualTo("before=1\n");
        assertThat(ended.out() + ended.err()).doesNotContain("\n::");
    }

    @Test
    void aDocumentOnStandardOutputStaysOne() {
        Ended ended = Program.run(job, "run", data, "-o", out, "--json", "--gate", "passRate >= 90%");

        assertThat(ended.json().path("verdict").asString()).isEqualTo("failed");
        assertThat(ended.err()).contains("\n::error title=Gate");
    }

    @Test
    void whatCannotBeToldChangesNoExitCode() {
        Map<String, String> broken = new HashMap<>(job);
        broken.put("GITHUB_OUTPUT", folder.resolve("no/such/folder").toString());

        Ended ended = Program.run(broken, "run", data, "-o", out);

        assertThat(ended.code()).isEqualTo(100);
        assertThat(ended.err()).contains("note: GITHUB_OUTPUT cannot be written: ");
    }

    @Test
    void reportsMadeAgainTellTheJobOnlyWhatTheyAreAskedFor() throws Exception {
        Program.run("run", data, "-o", out);

        Program.run(job, "report", out);
        assertThat(Files.readString(summary)).isEqualTo("before\n");

        Program.run(job, "report", out, "--report", "summary");
        assertThat(Files.readString(summary)).contains("## ❌ Promptmeter: `capitals`");
        assertThat(Files.readString(outputs)).isEqualTo("before=1\n");
    }

    @Test
    void aFullSummaryIsNotOverfilled() throws Exception {
        Files.writeString(summary, "x".repeat(920_000));

        Program.run(job, "run", data, "-o", out);

        assertThat(Files.size(summary)).isEqualTo(920_000);
    }

    @Test
    void linksLeadToWhereTheReportWillBe() throws Exception {
        Program.run("run", data, "-o", out, "--report-url", "https://ci.example/7", "--report", "comment");

        assertThat(Files.readString(folder.resolve("run/comment.md")))
                .contains("[full report](https://ci.example/7/report.html)");
        assertThat(Program.run("run", data, "--report-url", "file:///etc").code())
                .isEqualTo(2);
    }
}
