package dev.promptmeter.archive;

import dev.promptmeter.chat.Redactor;
import dev.promptmeter.run.CaseResult;
import dev.promptmeter.run.History;
import dev.promptmeter.run.RunPlan;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The folder of one run: its journal, which is the truth, and the files made from it.
 *
 * <p>{@link #create} or {@link #open} it, {@link #begin} or {@link #resume} its journal, {@link #read} what it tells.
 */
public final class RunFolder implements Closeable {

    private final Path path;
    private Storage storage = Storage.SYSTEM;
    private @Nullable RunLock lock;
    private EmptyFolder.Maker maker = EmptyFolder.Maker.USER;
    private @Nullable JournalHistory history;
    private @Nullable JournalScan begun;
    private @Nullable JournalScan resumed;
    private @Nullable Journal written;

    private RunFolder(Path path) {
        this.path = path;
    }

    /** Writes one derived file. */
    @FunctionalInterface
    public interface Content {

        /** Writes all of it. */
        void writeTo(Writer out) throws IOException;
    }

    /**
     * How a journal is written.
     *
     * @param redactor masks what must not be kept
     * @param capacity records that may wait before those who record them do
     * @param fsync when it is put on the disk
     * @param onFailure told once, on a thread of the journal, when it cannot be written
     */
    public record Writing(Redactor redactor, int capacity, Fsync fsync, Consumer<IOException> onFailure) {}

    /**
     * {@return a new run folder; folders on the way to it are made}
     *
     * @throws StorageException if it is there and not empty, is a file, or cannot be made
     */
    public static RunFolder create(Path path) {
        EmptyFolder.Maker maker = EmptyFolder.make(path);
        RunFolder folder = new RunFolder(path);
        folder.maker = maker;
        return folder;
    }

    /**
     * {@return an existing run folder}
     *
     * @throws StorageException if it holds no journal
     */
    public static RunFolder open(Path path) {
        if (!Files.isRegularFile(path.resolve(Segments.FIRST), LinkOption.NOFOLLOW_LINKS)) {
            throw new StorageException("PM-5002", path + " is not a run folder: it holds no " + Segments.FIRST);
        }
        return new RunFolder(path);
    }

    /** {@return whether that folder's journal ends within its first record: its program died before it had asked anything} */
    public static boolean unbegun(Path path) {
        Path journal = path.resolve(Segments.FIRST);
        try {
            return Files.isRegularFile(journal, LinkOption.NOFOLLOW_LINKS)
                    && JournalScan.unbegun(journal).isPresent();
        } catch (IOException e) {
            throw new StorageException("PM-5004", journal + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** {@return the same, kept on that} */
    RunFolder on(Storage kept) {
        storage = kept;
        return this;
    }

    /** {@return where it is} */
    public Path path() {
        return path;
    }

    /**
     * Takes the folder for this process, before its journal is begun or resumed.
     *
     * @throws StorageException if another process has it, or nothing can be written there
     */
    public void take() {
        try {
            if (lock == null) {
                lock = RunLock.take(path);
            }
        } catch (IOException e) {
            throw StorageException.unwritable(path, e, "");
        }
    }

    /** {@return its journal, new and begun with the opening note} */
    public Journal begin(Manifest manifest, Writing writing) {
        return begin(List.of(NoteRecord.opening(NoteRecord.START, manifest.startedAt(), manifest)), manifest, writing);
    }

    /** {@return its journal, new and begun with the course of that run, whose answers it will hold} */
    public Journal begin(Manifest manifest, StoredRun source, Writing writing) {
        return begin(source.openings(manifest), manifest, writing);
    }

    private Journal begin(List<byte[]> notes, Manifest manifest, Writing writing) {
        try {
            take();
            JournalStart start = new JournalStart(path, storage);
            Reserve reserve = start.reserve();
            List<byte[]> masked = new ArrayList<>();
            notes.forEach(note -> masked.add(MaskedRecord.of(note, writing.redactor())));
            AppendedFile file = start.fresh(manifest.startedAt(), masked);
            begun = JournalScan.begun(journal(), masked, manifest);
            var opened = new JournalStart.Opened(begun, reserve, writing);
            written = start.journal(file, masked, opened);
            return written;
        } catch (IOException e) {
            throw StorageException.unwritable(path, e, "");
        }
    }

    /** {@return its journal, repaired and opened for more; refused if records are damaged} */
    public Journal resume(Manifest manifest, Writing writing) {
        return resume(manifest, writing, Damage.REFUSE);
    }

    /**
     * {@return its journal, repaired and opened for more}
     *
     * @param manifest what the run is from now on, begun when this start of the program began
     * @param damage what is done about damaged records
     * @throws StorageException if another process writes it, or it cannot be read, understood or written
     */
    public Journal resume(Manifest manifest, Writing writing, Damage damage) {
        try {
            take();
            AtomicFile.sweep(path);
            JournalScan scan = JournalScan.of(journal()).accepting(damage, journal());
            JournalStart start = new JournalStart(path, storage);
            Reserve reserve = start.reserve();
            Instant at = manifest.startedAt();
            List<byte[]> notes = new ArrayList<>();
            notes.add(NoteRecord.opening(NoteRecord.RESUME, at, manifest));
            DiskFile file = storage.disk().open(scan.segments().last().file());
            AppendedFile repaired = new JournalRepair(storage.disk(), file, scan).repair(at, notes);
            notes.replaceAll(note -> MaskedRecord.of(note, writing.redactor()));
            long position = scan.segments().last().base() + repaired.length();
            Journal journal = start.journal(repaired, notes, new JournalStart.Opened(scan, reserve, writing));
            scan.note(Json.MAPPER.readTree(notes.get(0)), position);
            resumed = scan;
            return journal;
        } catch (IOException e) {
            throw StorageException.unwritable(path, e, "");
        }
    }

    /** {@return what earlier starts have on record, to go on with; after {@link #resume}} */
    public History history() {
        return history(RecordedErrors.STAY);
    }

    /**
     * {@return the same}
     *
     * @param errors what becomes of those on record
     */
    public History history(RecordedErrors errors) {
        if (resumed == null) {
            return History.NONE;
        }
        try {
            if (history == null) {
                JournalCourse course = resumed.course();
                long judgedBefore = resumed.manifest().advised() ? course.checksSince() : -1;
                Origins origins = resumed.shiftTo(
                        course.openings().get(course.openings().size() - 1).at());
                history = new JournalHistory(
                        resumed.segments(), resumed.index(), origins, new JournalHistory.Review(judgedBefore, errors));
            }
            return history;
        } catch (IOException e) {
            throw new StorageException("PM-5004", journal() + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** {@return what its journal tells; needs no lock; refused if records are damaged} */
    public StoredRun read() {
        return read(Damage.REFUSE);
    }

    /**
     * {@return what its journal tells; needs no lock}
     *
     * @param damage what is done about damaged records
     * @throws StorageException if the journal cannot be read or understood
     */
    public StoredRun read(Damage damage) {
        if (begun != null && written != null && written.whole()) {
            return new StoredRun(begun);
        }
        try {
            return new StoredRun(JournalScan.of(journal()).accepting(damage, journal()));
        } catch (IOException e) {
            throw new StorageException("PM-5004", journal() + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Writes a derived file: a reader sees the old one or the new one, never a part. */
    public void write(String file, Content content) throws IOException {
        AtomicFile.write(path.resolve(file), content::writeTo);
    }

    /** Removes the derived files of those names, if there are any. */
    public void remove(Predicate<String> names) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
            for (Path file : files) {
                if (names.test(file.getFileName().toString()) && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    Files.delete(file);
                }
            }
        }
    }

    /** {@return a derived file to be written little by little, which is not there until it is kept} */
    public AtomicFile begin(String file) throws IOException {
        return new AtomicFile(path.resolve(file));
    }

    /** {@return whether its disk has room for more than so many bytes; false where the system does not say} */
    public boolean hasRoom(long bytes) {
        return path.toFile().getUsableSpace() > bytes;
    }

    /** {@return what the run is that was begun here, as its journal tells it; empty for one that goes on with an older record} */
    public Optional<Manifest> begun() {
        return Optional.ofNullable(begun).map(JournalScan::manifest);
    }

    /**
     * {@return the reader of a run that was begun here and still goes on; empty for one that goes on with an older record}
     *
     * @param reader told of each result in dataset order, on a thread of the archive's
     */
    public Optional<RunFollower> follow(RunPlan plan, Consumer<CaseResult> reader) {
        return begun == null || written == null
                ? Optional.empty()
                : Optional.of(new RunFollower(new StoredRun(begun).stored(plan), begun.index(), written, reader));
    }

    private Path journal() {
        return path.resolve(Segments.FIRST);
    }

    @Override
    public void close() throws IOException {
        if (history != null) {
            history.close();
        }
        if (lock != null) {
            lock.close();
            EmptyFolder.giveBack(path, maker);
        }
    }
}
