package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Program.Ended;
import dev.promptmeter.simulator.Script;
import dev.promptmeter.simulator.Simulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dataset in which three rows ask the same. */
class DuplicatePromptsTest {

    private static final String NOTE =
            "note: 2 cases sent the same request as an earlier one; a prefix cache answers those faster";

    @TempDir
    Path folder;

    private Simulator simulator;
    private Path out;

    @BeforeEach
    void start() {
        simulator = Simulator.start(Script.of());
        out = folder.resolve("run");
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private Ended run(String rows, String... more) {
        String data = Program.file(folder, "cases.csv", "id,prompt,expected\n" + rows);
        String base = simulator.baseUri().toString();
        String[] usual = {"run", data, "--model", "m", "--base-url", base, "--repeat", "2", "-o", out.toString()};
        String[] arguments = Arrays.copyOf(usual, usual.length + more.length);
        System.arraycopy(more, 0, arguments, usual.length, more.length);
        return Program.run(arguments);
    }

    private long counted() {
        return Program.json(out, "summary.json").path("duplicatePrompts").asLong(-1);
    }

    @Test
    void casesThatAskAgainAreCountedOnceWhateverTheirRepeats() throws Exception {
        Ended ended = run("a,Paris,Paris\nb,Paris,Paris\nc,Rome,Rome\nd,Paris,Paris\n");

        assertThat(ended.out()).contains(NOTE);
        assertThat(counted()).isEqualTo(2);
        assertThat(Files.readString(out.resolve("report.html"))).contains("2 cases sent the same request");
    }

    @Test
    void aReportMadeAgainFromTheJournalCountsTheSame() throws Exception {
        run("a,Paris,Paris\nb,Paris,Paris\nc,Rome,Rome\nd,Paris,Paris\n");
        Files.delete(out.resolve("summary.json"));

        Program.run("report", out.toString());

        assertThat(counted()).isEqualTo(2);
    }

    @Test
    void whatTheRunLeavesOutMakesNoDuplicate() {
        Ended ended = run("a,Paris,Paris\nb,Paris,Paris\nc,Rome,Rome\n", "-k", "id:cases/b");

        assertThat(counted()).isZero();
        assertThat(ended.out()).doesNotContain("the same request");
    }
}
