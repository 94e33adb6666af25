package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.KeyBench.Line;
import blackbox.Program.Ended;
import dev.promptmeter.simulator.Script;
import dev.promptmeter.simulator.Simulator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A run whose suite or dataset was edited goes on, or says what keeps it from that. */
class EditedResumeTest {

    @TempDir
    Path folder;

    private Simulator simulator;
    private KeyBench bench;
    private Path out;

    @BeforeEach
    void start() {
        simulator = Simulator.start(Script.of());
        bench = new KeyBench(simulator.baseUri().toString());
        bench.prompts.add("Say {{question}}");
        bench.temperatures.add("0");
        bench.ask("one", "two", "three");
        out = folder.resolve("run");
        assertThat(Program.run(bench.start(folder, out)).code()).isZero();
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private Ended resume(String... more) {
        String[] flags = new String[more.length + 1];
        flags[0] = "--resume";
        System.arraycopy(more, 0, flags, 1, more.length);
        return Program.run(bench.start(folder, out, flags));
    }

    private int requests() {
        return simulator.ledger().answered().size();
    }

    private JsonNode counts() {
        return Program.json(out, "summary.json").path("counts");
    }

    @Test
    void anAnswerThatIsNoLongerAskedForIsNamedBeforeItIsLeftOut() {
        bench.lines.remove(1);

        Ended refused = resume();
        Ended accepted = resume("--accept-changes");

        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err())
                .contains(
                        "PM-1530  cannot resume: 1 answer on record is no longer asked for (first: d/r2 · p0 · m0), since ")
                .contains("cases.csv has changed; --accept-changes goes on without it");
        assertThat(accepted.code()).as(accepted.err()).isZero();
        assertThat(counts().path("cases").asInt()).isEqualTo(2);
        assertThat(requests()).isEqualTo(3);
    }

    @Test
    void whatWasLeftOutOnceIsNotAskedAboutAgainAndComesBackWithItsRow() {
        Line second = bench.lines.remove(1);
        assertThat(resume("--accept-changes").code()).isZero();

        bench.lines.add(new Line("r4", "four", "contains: answer"));
        assertThat(resume().code()).isZero();
        assertThat(counts().path("cases").asInt()).isEqualTo(3);
        bench.lines.add(0, second);
        assertThat(resume().code()).isZero();

        assertThat(counts().path("pass").asInt() + counts().path("fail").asInt())
                .isEqualTo(4);
        assertThat(requests()).isEqualTo(4);
    }

    @Test
    void anEditedDatasetAndItsReportAgreeWhateverComesAfter() {
        bench.lines.set(0, bench.lines.get(0).asking("something else"));
        assertThat(resume("--accept-changes").code()).isZero();
        JsonNode then = Program.json(out, "summary.json");

        assertThat(Program.run("report", out.toString()).code()).isZero();

        assertThat(Program.json(out, "summary.json")).isEqualTo(then);
        assertThat(requests()).isEqualTo(4);
        assertThat(then.path("counts").path("attempts").asInt()).isEqualTo(3);
    }

    @Test
    void aModelThatAsksOtherwiseIsNamed() {
        bench.temperatures.set(0, "0.7");

        assertThat(resume().err()).contains("PM-1530  cannot resume: models[0].params.temperature was 0, is now 0.7");
    }

    @Test
    void fewerRepeatsAreNamed() {
        bench.repeat = 2;
        assertThat(resume().code()).isZero();
        bench.repeat = 1;

        assertThat(resume().err())
                .contains("3 answers on record are no longer asked for")
                .contains("run.repeat was 2, is now 1");
    }

    @Test
    void failuresOnRecordDoNotStopWhatFailsFast() {
        bench.lines.replaceAll(line -> new Line(line.id(), line.question(), "contains: nothing like it"));
        bench.lines.add(new Line("r4", "four", ""));

        Ended ended = resume("-j", "1", "--fail-fast=2");

        assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
        assertThat(counts().path("fail").asInt()).isEqualTo(3);
        assertThat(requests()).isEqualTo(4);
    }

    @Test
    void everyStartIsCountedInTheReports() {
        Ended ended = Program.run("run", bench.write(folder), "--resume", "-o", out.toString(), "--report", "+html");

        assertThat(ended.out()).contains("note: this run was started 2 times");
        assertThat(Program.json(out, "summary.json").path("run").path("starts").asInt())
                .isEqualTo(2);
        assertThat(Program.text(out.resolve("report.html"))).contains("Resumed: this run was started 2 times.");
    }

    @Test
    void aRunThatWasKilledWhileItTookOverAnEditedDatasetGoesOnAgain() throws IOException {
        bench.lines.add(0, new Line("r0", "zero", "contains: answer"));
        bench.lines.replaceAll(line -> new Line("x" + line.id(), line.question(), line.expected()));
        assertThat(resume().code()).isZero();
        Path journal = out.resolve("journal.jsonl");
        List<String> lines = Files.readAllLines(journal, StandardCharsets.UTF_8);
        int opening = lastNote(lines, "resume");

        for (int kept = opening + 1; kept < lines.size(); kept++) {
            Files.write(journal, lines.subList(0, kept), StandardCharsets.UTF_8);
            // Half a record, as a killed program leaves it.
            Files.writeString(journal, "{\"c\":\"0123", StandardOpenOption.APPEND);
            long answers = lines.subList(0, kept).stream()
                    .filter(line -> line.contains("\"t\":\"answer\""))
                    .count();
            int before = requests();

            Ended ended = resume();

            assertThat(ended.code()).as(kept + ended.err()).isZero();
            assertThat(counts().path("pass").asInt() + counts().path("fail").asInt())
                    .as("after " + kept)
                    .isEqualTo(4);
            assertThat(requests() - before).as("after " + kept).isEqualTo((int) (4 - answers));
        }
    }

    private static int lastNote(List<String> lines, String kind) {
        int last = -1;
        for (int i = 0; i < lines.size(); i++) {
            last = lines.get(i).contains("\"kind\":\"" + kind + "\"") ? i : last;
        }
        return last;
    }
}
