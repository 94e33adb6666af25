package dev.promptmeter.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promptmeter.dataset.Check;
import dev.promptmeter.run.CaseResult;
import dev.promptmeter.run.ScriptedEndpoint;
import dev.promptmeter.run.Stop;
import dev.promptmeter.run.TestPlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RunFolderTest {

    private static final Duration LATER = Duration.ofMinutes(10);

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

    @Test
    void aNewRunIsNumberedFromOneWithoutGapsAndBeginsWithWhatItIs() throws Exception {
        recordings.run(plan);

        List<String> lines = recordings.lines();
        for (int i = 0; i < lines.size(); i++) {
            assertThat(lines.get(i)).matches("\\{\"c\":\"[0-9a-f]{8}\",\"n\":" + (i + 1) + ",\"t\":.*\\}");
        }
        assertThat(lines.get(0)).contains("\"kind\":\"start\",\"v\":1,\"run\":\"20260114-0912-k3f9\"");
        assertThat(lines.get(lines.size() - 1)).contains("\"kind\":\"end\"");
    }

    @Test
    void whatItIsComesBackAsItWas() throws Exception {
        recordings.run(plan);

        try (RunFolder folder = RunFolder.open(path)) {
            assertThat(folder.read().manifest()).isEqualTo(Recordings.manifest(plan));
            assertThat(folder.read().stop()).isNull();
            assertThat(folder.read().starts()).isEqualTo(1);
        }
    }

    @Test
    void filesAreForTheirOwnerAlone() throws Exception {
        recordings.run(plan);
        try (RunFolder folder = RunFolder.open(path)) {
            folder.write("summary.json", out -> out.write("{}"));
        }

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(path)) {
            assertThat(files)
                    .hasSize(3)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void aFolderThatHoldsSomethingIsRefused() throws IOException {
        Files.createDirectories(path);
        Files.writeString(path.resolve("notes.txt"), "mine");

        assertThatThrownBy(() -> RunFolder.create(path))
                .isInstanceOfSatisfying(
                        StorageException.class, e -> assertThat(e.code()).isEqualTo("PM-5002"))
                .hasMessageContaining("is not empty");
    }

    @Test
    void aFileIsNoFolder() throws IOException {
        Files.createDirectories(path.getParent());
        Files.writeString(path, "mine");

        assertThatThrownBy(() -> RunFolder.create(path)).hasMessageContaining("is a file");
    }

    @Test
    void aFolderWithoutAJournalIsNoRun() throws IOException {
        Files.createDirectories(path);

        assertThatThrownBy(() -> RunFolder.open(path)).hasMessageContaining("holds no journal.jsonl");
    }

    @Test
    void aJournalOfANewerVersionIsLeftAlone() throws Exception {
        recordings.run(plan);
        String note = "{\"t\":\"note\",\"at\":\"2026-01-14T09:12:03.000000Z\",\"kind\":\"start\",\"v\":2}";
        byte[] newer = JournalLine.frame(1, note.getBytes(StandardCharsets.UTF_8));
        Files.write(recordings.journal(), newer);

        try (RunFolder folder = RunFolder.open(path)) {
            assertThatThrownBy(() -> folder.resume(Recordings.START, recordings.writing()))
                    .isInstanceOfSatisfying(
                            StorageException.class, e -> assertThat(e.code()).isEqualTo("PM-5005"));
        }
        assertThat(recordings.bytes()).isEqualTo(newer);
    }

    @Nested
    class ALock {

        @Test
        void keepsASecondWriterOutAndNamesTheHolder() throws Exception {
            recordings.run(plan);
            try (RunFolder first = RunFolder.open(path);
                    Journal journal = first.resume(Recordings.START, recordings.writing());
                    RunFolder second = RunFolder.open(path)) {
                assertThat(journal.sound()).isTrue();

                assertThatThrownBy(() -> second.resume(Recordings.START, recordings.writing()))
                        .isInstanceOfSatisfying(
                                StorageException.class,
                                e -> assertThat(e.code()).isEqualTo("PM-5001"))
                        .hasMessageContaining(
                                "process " + ProcessHandle.current().pid());
            }
        }

        @Test
        void letsReadersIn() throws Exception {
            recordings.run(plan);
            try (RunFolder first = RunFolder.open(path);
                    Journal journal = first.resume(Recordings.START, recordings.writing());
                    RunFolder second = RunFolder.open(path)) {
                assertThat(journal.sound()).isTrue();

                assertThat(second.read().starts()).isEqualTo(2);
            }
        }

        @Test
        void isFreeAgainAfterItsHolder() throws Exception {
            recordings.run(plan);

            recordings.resume(plan, LATER);
            recordings.resume(plan, LATER);

            assertThat(recordings.stored(plan)).hasSize(3);
        }

        @Test
        void keepsAnotherProcessOut() throws Exception {
            recordings.run(plan);
            try (RunFolder first = RunFolder.open(path);
                    Journal journal = first.resume(Recordings.START, recordings.writing())) {
                assertThat(journal.sound()).isTrue();
                Process other = new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                SecondWriter.class.getName(),
                                path.toString())
                        .redirectErrorStream(true)
                        .start();

                String said = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

                assertThat(other.waitFor(30, TimeUnit.SECONDS)).isTrue();
                assertThat(said)
                        .contains("PM-5001")
                        .contains("process " + ProcessHandle.current().pid());
                assertThat(other.exitValue()).isEqualTo(5);
            }
        }
    }

    @Nested
    class ATornEnd {

        @Test
        void isPutAsideWhereverTheJournalWasCut() throws Exception {
            recordings.run(plan);
            byte[] whole = recordings.bytes();
            int from = startOfLine(whole, recordings.lines().size() - 3);
            for (int length = from; length < whole.length; length++) {
                Files.write(recordings.journal(), Arrays.copyOf(whole, length));
                int kept = soundLength(whole, length);

                try (RunFolder folder = RunFolder.open(path)) {
                    folder.resume(Recordings.START.plus(LATER), recordings.writing())
                            .close();
                }

                byte[] repaired = recordings.bytes();
                assertThat(Arrays.copyOf(repaired, kept))
                        .as("cut at %d", length)
                        .isEqualTo(Arrays.copyOf(whole, kept));
                assertThat(new JournalNumbers(repaired).values())
                        .as("cut at %d", length)
                        .isEqualTo(consecutive(
                                new JournalNumbers(repaired).values().size()));
                try (RunFolder folder = RunFolder.open(path)) {
                    assertThat(folder.read().starts()).isEqualTo(2);
                }
            }
        }

        @Test
        void isKeptInAFileOfItsOwn() throws Exception {
            recordings.run(plan);
            byte[] whole = recordings.bytes();
            Files.write(recordings.journal(), Arrays.copyOf(whole, whole.length - 10));
            byte[] torn = Arrays.copyOfRange(
                    whole, startOfLine(whole, recordings.lines().size() - 1), whole.length - 10);

            recordings.resume(plan, LATER);

            assertThat(Files.readAllBytes(path.resolve("torn-1.bin"))).isEqualTo(torn);
            assertThat(recordings.lines()).anyMatch(line -> line.contains("\"kind\":\"torn\",\"file\":\"torn-1.bin\""));
        }

        @Test
        void ofZerosIsCutOffToo() throws Exception {
            recordings.run(plan);
            byte[] whole = recordings.bytes();
            Files.write(recordings.journal(), Arrays.copyOf(whole, whole.length + 4096));

            recordings.resume(plan, LATER);

            assertThat(Files.size(path.resolve("torn-1.bin"))).isEqualTo(4096);
            assertThat(recordings.stored(plan)).hasSize(3);
        }

        @Test
        void thatIsASoundRecordOnlyGetsItsLineFeed() throws Exception {
            recordings.run(plan);
            byte[] whole = recordings.bytes();
            Files.write(recordings.journal(), Arrays.copyOf(whole, whole.length - 1));

            recordings.resume(plan, LATER);

            assertThat(recordings.bytes()).startsWith(whole);
            assertThat(path.resolve("torn-1.bin")).doesNotExist();
        }

        @Test
        void doesNotKeepAReaderFromTheRest() throws Exception {
            List<CaseResult> seen = recordings.run(plan);
            byte[] whole = recordings.bytes();
            Files.write(recordings.journal(), Arrays.copyOf(whole, whole.length - 10));

            assertThat(recordings.stored(plan)).isEqualTo(seen);
            try (RunFolder folder = RunFolder.open(path)) {
                assertThat(folder.read().stop()).extracting(Stop::cause).isEqualTo(Stop.Cause.KILLED);
            }
        }
    }

    @Nested
    class Damaged {

        @ParameterizedTest
        @ValueSource(ints = {3, 7, 10})
        void inTheMiddleItIsRefusedWithTheNumberOfTheLine(int line) throws Exception {
            recordings.run(plan);
            flip(line);

            try (RunFolder folder = RunFolder.open(path)) {
                assertThatThrownBy(folder::read)
                        .isInstanceOfSatisfying(
                                StorageException.class,
                                e -> assertThat(e.code()).isEqualTo("PM-5004"))
                        .hasMessageMatching(".* at lines? " + line + "[,;].*")
                        .hasMessageContaining("--accept-damage");
                assertThatThrownBy(() -> folder.resume(Recordings.START, recordings.writing()))
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
        void aRowThatIsLostTakesItsCaseWithItAndAResumeAsksItAgain() throws Exception {
            recordings.run(plan);
            flip(lineWith("\"t\":\"row\""));

            try (RunFolder folder = RunFolder.open(path)) {
                assertThat(Recordings.results(folder.read(Damage.ACCEPT), plan)).hasSize(2);
                Journal journal = folder.resume(Recordings.START, recordings.writing(), Damage.ACCEPT);
                journal.close();
            }
            assertThat(recordings.lines()).anyMatch(line -> line.contains("\"kind\":\"damage\",\"lines\":[2,"));
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
            bytes[startOfLine(bytes, line - 1) + 30] ^= 1;
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

    @Test
    void aDerivedFileIsWholeOrAsItWas() throws Exception {
        recordings.run(plan);
        try (RunFolder folder = RunFolder.open(path)) {
            folder.write("results.csv", out -> out.write("old"));

            assertThatThrownBy(() -> folder.write("results.csv", out -> {
                        out.write("n");
                        throw new IOException("no more");
                    }))
                    .hasMessage("no more");
            assertThat(path.resolve("results.csv")).hasContent("old");

            folder.write("results.csv", out -> out.write("new"));
            assertThat(path.resolve("results.csv")).hasContent("new");
            try (Stream<Path> files = Files.list(path)) {
                assertThat(files).noneMatch(file -> file.toString().endsWith(".tmp"));
            }
        }
    }

    private static int startOfLine(byte[] bytes, int line) {
        int at = 0;
        for (int i = 0; i < line; i++) {
            while (bytes[at] != '\n') {
                at++;
            }
            at++;
        }
        return at;
    }

    /** How much of so many bytes is whole records; one that lacks only its line feed is whole. */
    private static int soundLength(byte[] whole, int length) {
        if (whole[length] == '\n') {
            return length;
        }
        int at = length;
        while (whole[at - 1] != '\n') {
            at--;
        }
        return at;
    }

    private static List<Long> consecutive(int count) {
        return LongStream.rangeClosed(1, count).boxed().toList();
    }

    /** The sequence numbers of a journal. */
    private record JournalNumbers(byte[] bytes) {

        List<Long> values() {
            return Arrays.stream(new String(bytes, StandardCharsets.UTF_8).split("\n"))
                    .map(line -> RecordHead.of(
                            line.getBytes(StandardCharsets.UTF_8), 0, line.getBytes(StandardCharsets.UTF_8).length))
                    .map(RecordHead::number)
                    .toList();
        }
    }
}
