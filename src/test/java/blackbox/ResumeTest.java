package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Program.Ended;
import dev.promptmeter.simulator.LedgerEntry;
import dev.promptmeter.simulator.Script;
import dev.promptmeter.simulator.Simulator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that was stopped goes on and asks only what is missing. */
class ResumeTest {

    private static final int ROWS = 40;

    /** The row whose answer is wrong. */
    private static final int WRONG = 10;

    @TempDir
    Path folder;

    private Simulator simulator;
    private String data;
    private String out;

    @BeforeEach
    void start() {
        simulator = Simulator.start(Script.of());
        data = Program.file(folder, "cases.csv", csv("Paris"));
        out = folder.resolve("run").toString();
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private static String csv(String word) {
        return IntStream.range(0, ROWS)
                .mapToObj(i -> "r" + i + "," + word + " " + i + "," + (i == WRONG ? "nothing" : word + " " + i) + "\n")
                .collect(Collectors.joining("", "id,prompt,expected\n", ""));
    }

    private Ended run(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                data,
                "-o",
                out,
                "--model",
                "m",
                "--base-url",
                simulator.baseUri().toString(),
                "-j",
                "1",
                "--gate",
                "passRate >= 90%"));
        arguments.addAll(List.of(more));
        return Program.run(arguments.toArray(String[]::new));
    }

    /** By its eleventh answer, so that no clock has a say in where. */
    private Ended stopped() {
        Ended ended = run("--fail-fast", "--warmup", "0");
        assertThat(ended.code()).isEqualTo(102);
        return ended;
    }

    @Test
    void everyCaseIsAskedOnceOverBothStarts() {
        stopped();
        int before = simulator.ledger().answered().size();

        Ended ended = run("--resume");

        assertThat(before).isEqualTo(11);
        assertThat(ended.code()).isZero();
        assertThat(ended.err()).contains("40 cases, 11 on record at " + simulator.baseUri());
        assertThat(simulator.ledger().answered()).hasSize(ROWS);
        assertThat(simulator.ledger().answered().stream()
                        .map(LedgerEntry::content)
                        .distinct())
                .hasSize(ROWS);
        assertThat(Program.json(folder.resolve("run"), "summary.json")
                        .path("counts")
                        .path("pass")
                        .asInt())
                .isEqualTo(ROWS - 1);
    }

    @Test
    void withoutASuiteARunGoesOnWithTheFlagsThatItWasStartedWith() {
        stopped();

        Ended ended = Program.run("run", "--resume", out);

        assertThat(ended.code()).isZero();
        assertThat(simulator.ledger().answered()).hasSize(ROWS);
    }

    @Test
    void aRunThatIsCompleteAsksNothing() {
        assertThat(run("--warmup", "0").code()).isZero();

        assertThat(run("--resume").code()).isZero();

        assertThat(simulator.ledger().answered()).hasSize(ROWS);
    }

    @Test
    void otherParametersAreRefused() {
        stopped();

        Ended ended = run("--resume", "--param", "temperature=0.7");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err())
                .contains("PM-1530  cannot resume: models[0].params.temperature was not set, is now 0.7");
    }

    @Test
    void anotherDatasetIsRefused() {
        stopped();
        Program.file(folder, "cases.csv", csv("Rome"));

        Ended ended = run("--resume");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("PM-1530").contains("cases.csv has changed");
    }

    @Test
    void aFolderThatIsNoRunIsRefused() {
        Ended ended = run("--resume");

        assertThat(ended.code()).isEqualTo(5);
        assertThat(ended.err()).contains("is not a run folder");
    }

    @Test
    void twoDifferentFoldersAreRefused() {
        stopped();
        String copy = folder.resolve("other").toString();

        Ended ended = Program.run("run", "--resume", out, "-o", copy);

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).startsWith("PM-1002");
    }

    @Test
    void aDamagedJournalIsRefusedUnlessTheDamageIsAccepted() throws IOException {
        stopped();
        damage(folder.resolve("run/journal.jsonl"));

        assertThat(run("--resume").err()).contains("PM-5004").contains("--accept-damage");
        assertThat(run("--resume", "--accept-damage").code()).isZero();
    }

    private static void damage(Path journal) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(journal, StandardCharsets.UTF_8));
        lines.set(3, lines.get(3).replace('e', 'x'));
        Files.write(journal, lines, StandardCharsets.UTF_8);
    }
}
