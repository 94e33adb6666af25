package dev.promptmeter.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promptmeter.dataset.Check;
import dev.promptmeter.run.ScriptedEndpoint;
import dev.promptmeter.run.TestPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class DamageTest {

    @TempDir
    private Path temporary;

    private final ScriptedEndpoint endpoint = new ScriptedEndpoint();
    private final TestPlan plan = TestPlan.asking(endpoint).rows(3).check(Check.of("equals", "Paris"));
    private Path path;
    private Recordings recordings;

    @BeforeEach
    void chooseAFolder() {
        path = temporary.resolve("reports").resolve(Recordings.RUN);
        recordings = new Recordings(path);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 7, 10})
    void inTheMiddleItIsRefusedWithTheNumberOfTheLine(int line) throws Exception {
        recordings.run(plan);
        flip(line);

        try (RunFolder folder = RunFolder.open(path)) {
            assertThatThrownBy(folder::read)
                    .isInstanceOfSatisfying(
                            StorageException.class, e -> assertThat(e.code()).isEqualTo("PM-5004"))
                    .hasMessageMatching(".* at lines? " + line + "[,;].*")
                    .hasMessageContaining("--accept-damage");
            assertThatThrownBy(() -> folder.resume(Recordings.manifest(plan), recordings.writing()))
                    .hasMessageMatching(".* at lines? " + line + "[,;].*");
        }
    }

    @Test
    void itIsReadWithoutTheDamagedRecordsIfThatIsAccepted() throws Exception {
        recordings.run(plan);
        int score = lineWith("\"t\":\"score\"");
        flip(score);

        try (RunFolder folder = RunFolder.open(path)) {
            StoredRun stored = folder.read(Damage.ACCEPT);

            assertThat(stored.damagedLines()).containsExactly(score);
            assertThat(stored.notices()).hasSize(1).first().asString().contains("line " + score);
            assertThat(Recordings.results(stored, plan)).hasSize(3);
        }
    }

    @Test
    void aRowThatIsLostHidesItsCaseUntilAResumeRecordsItAgainAndAsksNothing() throws Exception {
        recordings.run(plan);
        flip(lineWith("\"t\":\"row\""));

        try (RunFolder folder = RunFolder.open(path)) {
            assertThat(Recordings.results(folder.read(Damage.ACCEPT), plan)).hasSize(2);
            Journal journal = folder.resume(Recordings.manifest(plan), recordings.writing(), Damage.ACCEPT);
            recordings.run(plan.plan(), journal, folder.history(), Recordings.START);
            journal.close();

            assertThat(Recordings.results(folder.read(Damage.ACCEPT), plan)).hasSize(3);
        }
        assertThat(endpoint.asked()).hasSize(3);
        assertThat(recordings.lines()).anyMatch(line -> line.contains("\"kind\":\"damage\",\"lines\":[2]"));
    }

    @Test
    void aMissingLineIsNoticedByTheGapInTheNumbers() throws Exception {
        recordings.run(plan);
        List<String> lines = new ArrayList<>(recordings.lines());
        int answer = lineWith("\"t\":\"answer\"");
        lines.remove(answer - 1);
        Files.writeString(recordings.journal(), String.join("\n", lines) + "\n");

        try (RunFolder folder = RunFolder.open(path)) {
            assertThatThrownBy(folder::read).hasMessageContaining("1 damaged record at line " + answer + ";");
        }
    }

    @Test
    void withoutItsOpeningNoteNothingCanBeRead() throws Exception {
        recordings.run(plan);
        flip(1);

        try (RunFolder folder = RunFolder.open(path)) {
            assertThatThrownBy(() -> folder.read(Damage.ACCEPT)).hasMessageContaining("opening note");
        }
    }

    private void flip(int line) throws IOException {
        byte[] bytes = recordings.bytes();
        bytes[Recordings.startOfLine(bytes, line - 1) + 30] ^= 1;
        Files.write(recordings.journal(), bytes);
    }

    private int lineWith(String text) throws IOException {
        List<String> lines = recordings.lines();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(text)) {
                return i + 1;
            }
        }
        throw new IllegalArgumentException("no line has " + text);
    }
}
