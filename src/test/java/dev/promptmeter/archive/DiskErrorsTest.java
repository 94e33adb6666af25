package dev.promptmeter.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.SuiteLine;
import dev.promptmeter.TestScale;
import dev.promptmeter.archive.FaultyDisk.Call;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Suite 8 of the test plan: the disk refuses in the middle of a run. What was paid for is kept, somewhere that is named. */
@Timeout(300)
class DiskErrorsTest {

    private static final int ROWS = 30;

    @TempDir
    private Path temporary;

    private int runs;

    /** What the disk does wrong, and how it is called in the message. */
    private enum Kind {
        FULL("No space left on device", "the disk is full"),
        BROKEN("Input/output error", "the disk gives an I/O error"),
        QUOTA("Disk quota exceeded", "the disk quota is used up"),
        READ_ONLY("Read-only file system", "the file system is read-only"),
        TOO_LARGE("File too large", "the limit of a file's size is reached"),
        LYING("", "as the system says");

        private final String said;
        private final String told;

        Kind(String said, String told) {
            this.said = said;
            this.told = told;
        }

        /** A disk that lies writes half and says that it was all. */
        int happen(FaultyDisk.Deed deed) throws IOException {
            if (this != LYING) {
                throw new IOException(said);
            }
            deed.upTo(Integer.MIN_VALUE);
            return Integer.MAX_VALUE;
        }
    }

    /** How far the fault reaches. */
    private enum Reach {
        ONE_CALL,
        THE_FILE,
        THE_FOLDER,
        EVERYTHING;

        boolean covers(Path faulty, Path file, Path folder) {
            return switch (this) {
                case ONE_CALL, EVERYTHING -> true;
                case THE_FILE -> faulty.equals(file);
                case THE_FOLDER -> file.startsWith(folder);
            };
        }
    }

    @Test
    void aDiskThatRefusesEndsTheRunWithCode5AndLosesNothingThatWasPaidFor() throws Exception {
        int points = TestScale.of(10, 60);
        try (SuiteLine suite = SuiteLine.begin(8, "I/O errors", 0)) {
            for (Kind kind : Kind.values()) {
                for (int i = 0; i < points; i++) {
                    refusedAt(kind, i % 4 == 3 && kind != Kind.LYING ? Call.FORCE : Call.WRITE, i);
                    suite.count();
                }
            }
            assertThat(suite.cases()).isEqualTo(6L * points);
        }
    }

    private void refusedAt(Kind kind, Call call, int i) throws Exception {
        int slots = i % 3 == 2 ? 4 : 1;
        Reach reach = Reach.values()[(i + kind.ordinal()) % Reach.values().length];
        FaultyRun run = new FaultyRun(Files.createDirectory(temporary.resolve("run-" + ++runs)), ROWS, slots);
        FaultyDisk disk = new FaultyDisk();
        refuse(disk, call, 4 + i % 20, new Refusal(kind, reach, run.folder()));

        StorageException ended = run.start(disk, Fsync.ALWAYS).storage();

        assertThat(ended).as("%s %s %s", kind, call, reach).isNotNull();
        assertThat(ended.code()).isEqualTo("PM-5003");
        assertThat(ended).hasMessageContaining(kind.told);
        // Those whose intent was on record already may have been on their way.
        assertThat(run.witness().afterTheFault()).isLessThanOrEqualTo(slots);
        assertThat(run.folder().resolve(Reserve.FILE)).doesNotExist();
        doAsTold(ended, run.folder());
        assertThat(run.start(new FaultyDisk(), Fsync.GROUP).storage()).isNull();
        run.requireComplete();
        run.requireWhatWasServedOnRecord();
        assertThat(run.witness().served()).as("%s %s %s", kind, call, reach).hasSize(ROWS);
    }

    private static void refuse(FaultyDisk disk, Call call, int number, Refusal refusal) {
        if (refusal.reach == Reach.ONE_CALL) {
            disk.at(call, number, refusal);
            return;
        }
        disk.from(call, number, refusal);
        if (call == Call.FORCE) {
            return;
        }
        disk.from(Call.OPEN, 3, refusal.elsewhere());
    }

    /** A fault that lasts, in a part of the disk. */
    private static final class Refusal implements FaultyDisk.Fault {

        private final Kind kind;
        private final Reach reach;
        private final Path folder;
        private Path faulty = Path.of("");

        Refusal(Kind kind, Reach reach, Path folder) {
            this.kind = kind;
            this.reach = reach;
            this.folder = folder;
        }

        @Override
        public synchronized int happen(FaultyDisk disk, Path file, FaultyDisk.Deed deed) throws IOException {
            faulty = faulty.toString().isEmpty() ? file : faulty;
            return reach.covers(faulty, file, folder) ? kind.happen(deed) : deed.upTo(Integer.MAX_VALUE);
        }

        /** What cannot be written cannot be begun either. */
        FaultyDisk.Fault elsewhere() {
            return (disk, file, deed) -> {
                if (kind != Kind.LYING && reach.covers(faulty, file, folder)) {
                    throw new IOException(kind.said);
                }
                return deed.upTo(Integer.MAX_VALUE);
            };
        }
    }

    /** Moves the file that is named, or decodes what is shown, as the message says. */
    private static void doAsTold(StorageException ended, Path folder) throws IOException {
        Path spare = new Storage(Disk.SYSTEM, 0, folder.getParent()).spare(folder);
        if (Files.exists(spare)) {
            assertThat(ended).hasMessageContaining(spare + ": move that file to " + Segments.unused(folder));
            Files.move(spare, Segments.unused(folder));
        }
        if (!ended.unsaved().isEmpty()) {
            assertThat(ended).hasMessageContaining("base64");
            byte[] lines =
                    Base64.getMimeDecoder().decode(ended.unsaved().stream().collect(Collectors.joining("\n")));
            Files.write(Segments.unused(folder), lines, StandardOpenOption.CREATE_NEW);
        }
    }

    @Test
    void aJournalThatIsDeletedUnderARunIsWrittenAgain() throws Exception {
        FaultyRun run = new FaultyRun(temporary, ROWS, 1);
        FaultyDisk disk = new FaultyDisk().at(Call.FORCE, 9, (all, file, deed) -> {
            Files.delete(file);
            return deed.upTo(Integer.MAX_VALUE);
        });

        StorageException ended = run.start(disk, Fsync.ALWAYS).storage();

        assertThat(ended).isNotNull().hasMessageContaining("the file is gone");
        assertThat(run.start(new FaultyDisk(), Fsync.GROUP).storage()).isNull();
        run.requireComplete();
        assertThat(run.witness().served()).hasSize(ROWS);
    }

    @Test
    void aForceThatFailsAndLosesItsPagesLosesNoRecord() throws Exception {
        FaultyRun run = new FaultyRun(temporary, ROWS, 1);
        FaultyDisk disk = new FaultyDisk().at(Call.FORCE, 9, FaultyDisk::lostWhileForced);

        StorageException ended = run.start(disk, Fsync.ALWAYS).storage();

        assertThat(ended).isNotNull();
        assertThat(run.folder().resolve("journal-2.jsonl")).exists();
        assertThat(run.start(new FaultyDisk(), Fsync.GROUP).storage()).isNull();
        run.requireComplete();
        assertThat(run.witness().served()).hasSize(ROWS);
    }

    @Test
    void withoutRoomForWhatIsHeldBackNothingIsSent() throws Exception {
        FaultyRun run = new FaultyRun(temporary, ROWS, 1);
        FaultyDisk disk = new FaultyDisk().from(Call.WRITE, 1, (all, file, deed) -> {
            throw new IOException("No space left on device");
        });

        StorageException ended = run.start(disk, Fsync.GROUP).storage();

        assertThat(ended).isNotNull().hasMessageContaining("No space left on device");
        assertThat(ended.code()).isEqualTo("PM-5002");
        assertThat(run.witness().served()).isEmpty();
    }

    @Test
    void aShortWriteIsCompleted() throws Exception {
        FaultyRun run = new FaultyRun(temporary, ROWS, 1);
        FaultyDisk disk = new FaultyDisk().from(Call.WRITE, 5, (all, file, deed) -> deed.upTo(7));

        assertThat(run.start(disk, Fsync.GROUP).storage()).isNull();

        run.requireComplete();
    }
}
