package dev.promptmeter.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promptmeter.dataset.Check;
import dev.promptmeter.run.ScriptedEndpoint;
import dev.promptmeter.run.TestPlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

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

    @ParameterizedTest
    @MethodSource("faults")
    void whyAPathCannotBeWrittenIsSaidAndNotItsNameTwice(IOException fault, String message) {
        assertThat(StorageException.unwritable(Path.of("reports/r1"), fault, ""))
                .hasMessage("reports/r1 cannot be written: " + message);
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of(new AccessDeniedException("reports/r1"), "permission denied"),
                Arguments.of(new NoSuchFileException("reports"), "NoSuchFileException"),
                Arguments.of(new FileSystemException("reports", null, "Not a directory"), "Not a directory"),
                Arguments.of(new IOException("No space left on device"), "No space left on device"));
    }

    @Test
    void itSaysWhetherItsDiskHasRoom() throws Exception {
        try (RunFolder folder = RunFolder.create(path)) {
            assertThat(folder.hasRoom(0)).isTrue();
            assertThat(folder.hasRoom(Long.MAX_VALUE)).isFalse();
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
    void whatAKilledProgramLeftHalfWrittenIsGoneAfterAResume() throws Exception {
        recordings.run(plan);
        Path half = Files.writeString(path.resolve(".results.csv.4711.tmp"), "run_id,suite");

        recordings.resume(plan, LATER);

        assertThat(half).doesNotExist();
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
            assertThatThrownBy(() -> folder.resume(Recordings.manifest(plan), recordings.writing()))
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
                    Journal journal = first.resume(Recordings.manifest(plan), recordings.writing());
                    RunFolder second = RunFolder.open(path)) {
                assertThat(journal.sound()).isTrue();

                assertThatThrownBy(() -> second.resume(Recordings.manifest(plan), recordings.writing()))
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
                    Journal journal = first.resume(Recordings.manifest(plan), recordings.writing());
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
                    Journal journal = first.resume(Recordings.manifest(plan), recordings.writing())) {
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
}
