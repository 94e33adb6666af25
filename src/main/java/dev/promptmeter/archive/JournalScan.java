package dev.promptmeter.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads a journal once from its start: finds every record, the notes, damage, and a torn end. Memory holds positions, not text. */
final class JournalScan {

    private final Segments segments;
    private final DamagedLines damagedLines = new DamagedLines();
    private final JournalCourse course = new JournalCourse();
    private final RecordNumbers numbers = new RecordNumbers();
    private @Nullable IndexedRecords records;
    private int lines;
    private boolean damagedBefore;
    private boolean early;
    private long repeated;
    private Tail tail = new Tail(Tail.State.WHOLE, 0, 0);
    private TakenRecords taken = TakenRecords.NOBODY;

    /**
     * What stands behind the last sound record.
     *
     * @param from where in the last file it begins
     * @param bytes its length
     */
    record Tail(State state, long from, long bytes) {

        /** How a journal ends. */
        enum State {
            /** With a line feed. */
            WHOLE,
            /** With a sound record that lacks its line feed, and perhaps with something behind it. */
            UNTERMINATED,
            /** With part of a record, or with something else. */
            TORN
        }
    }

    /** Takes also an index, where records stand before the first note that says what the run is. */
    private JournalScan(Path file, @Nullable JournalIndex index) {
        this.segments = new Segments(file);
        this.records = index == null ? null : new IndexedRecords(index, course);
    }

    /** {@return what stands in a journal that is being begun with those notes; its index grows as the journal is written} */
    static JournalScan begun(Path file, List<byte[]> notes, Manifest manifest) {
        JournalScan scan = new JournalScan(file, JournalIndex.begun(manifest));
        notes.forEach(note -> scan.course.note(Json.MAPPER.readTree(note), 0));
        return scan;
    }

    /** {@return what stands in the journal that begins with that file} */
    static JournalScan of(Path file) throws IOException {
        JournalScan scan = of(file, null, TakenRecords.NOBODY);
        // Rare: its first note is damaged, but a later start says the same.
        return scan.early ? of(file, JournalIndex.keyed(scan.manifest()), TakenRecords.NOBODY) : scan;
    }

    private static JournalScan of(Path file, @Nullable JournalIndex index, TakenRecords taken) throws IOException {
        JournalScan scan = new JournalScan(file, index);
        scan.taken = taken;
        scan.read(Segments.files(file));
        if (scan.blank()) {
            throw new StorageException(
                    "PM-5004",
                    file + " ends within its first record: nothing was asked yet; begin that run with: promptmeter run"
                            + " SUITE --resume " + file.getParent());
        }
        if (scan.course.manifest() == null) {
            throw new StorageException("PM-5004", file + " does not begin with its opening note");
        }
        return scan;
    }

    /** {@return the same of one that begins with its opening note; {@code taken} is shown each of its records} */
    static JournalScan showing(Path file, TakenRecords taken) throws IOException {
        return of(file, null, taken);
    }

    /** {@return what there is of a journal whose program died while it wrote the first record; empty for any other} */
    static Optional<JournalScan> unbegun(Path file) throws IOException {
        JournalScan scan = new JournalScan(file, null);
        scan.read(Segments.files(file));
        return scan.blank() ? Optional.of(scan) : Optional.empty();
    }

    private boolean blank() {
        return numbers.highest() == 0 && damagedLines.isEmpty();
    }

    /** {@return what a run was begun as; empty if the first line of its journal does not tell, or not to us} */
    static Optional<Manifest> opening(Path file) {
        try (JournalLines lines = new JournalLines(file)) {
            if (!lines.next() || !lines.sound()) {
                return Optional.empty();
            }
            JsonNode note = Json.MAPPER.readTree(lines.bytes(), lines.from(), lines.length());
            return note.path("kind").asString("").equals(NoteRecord.START)
                    ? Optional.of(NoteRecord.manifest(note))
                    : Optional.empty();
        } catch (IOException | JacksonException | IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private void read(List<Path> files) throws IOException {
        long base = 0;
        for (int i = 0; i < files.size(); i++) {
            if (i > 0) {
                segments.add(files.get(i), base);
            }
            boolean last = i == files.size() - 1;
            base += read(files.get(i), base, last ? Long.MAX_VALUE : JournalLines.firstNumber(files.get(i + 1)));
        }
    }

    /** {@return how many bytes of that file count: up to the record of that number, which the next file begins with} */
    private long read(Path file, long base, long endNumber) throws IOException {
        int before = lines;
        boolean followed = endNumber < Long.MAX_VALUE;
        try (JournalLines line = new JournalLines(file)) {
            while (line.next()) {
                if (followed && (numbers.highest() >= endNumber - 1 || line.recordNumber() >= endNumber)) {
                    tail = new Tail(Tail.State.WHOLE, 0, 0);
                    return line.position();
                }
                lines = before + line.number();
                take(line, base);
            }
            return line.position();
        }
    }

    private void take(JournalLines line, long base) {
        long shift = base + line.position() - line.from();
        boolean taken = line.sound() && indexed(line.bytes(), line.from(), line.length(), shift);
        int end = taken ? line.from() + line.length() : joined(line, shift);
        if (line.terminated()) {
            if (!taken) {
                damagedLines.add(lines);
            }
            damagedBefore = !taken;
        } else {
            int left = line.from() + line.length() - end;
            Tail.State state = end > line.from() ? Tail.State.UNTERMINATED : Tail.State.TORN;
            tail = new Tail(state, line.position() + end - line.from(), left);
        }
    }

    /** {@return where the last of the records ends that a lost line feed has joined; where the line begins if there is none} */
    private int joined(JournalLines line, long shift) {
        int end = line.from();
        for (LineParts.Part part : LineParts.of(line.bytes(), line.from(), line.length())) {
            damagedBefore = true;
            if (indexed(line.bytes(), part.from(), part.length(), shift)) {
                end = part.end();
            }
        }
        return end;
    }

    /**
     * {@return whether it is a record that makes sense where it stands}
     *
     * @param shift from offsets in those bytes to positions
     */
    private boolean indexed(byte[] bytes, int from, int length, long shift) {
        try {
            RecordHead head = RecordHead.of(bytes, from, length);
            if (!RecordNumbers.possible(head.number())) {
                return false;
            }
            if (numbers.met(head.number())) {
                repeated++;
                return true;
            }
            // Numbers that are missing although no damaged line explains them were lost with their lines.
            if (numbers.meet(head.number()) && !damagedBefore) {
                damagedLines.add(lines);
            }
            var source = new IndexedRecords.Source(bytes, from, length);
            if (head.type().equals(NoteRecord.TYPE)) {
                note(Json.MAPPER.readTree(bytes, from, length), from + shift);
            } else if (!record(head, source, from + shift)) {
                return false;
            }
            taken.accept(head, source);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JacksonException | IllegalArgumentException | DateTimeException | ArithmeticException e) {
            // Its checksum agrees, so somebody wrote it like that; it says nothing that we understand.
            return false;
        }
    }

    private boolean record(RecordHead head, IndexedRecords.Source source, long position) {
        early |= records == null;
        return records != null && records.take(head, source, position);
    }

    /** A note stands there. */
    void note(JsonNode record, long position) {
        Manifest before = course.manifest();
        course.note(record, position);
        Manifest now = course.manifest();
        if (now == null) {
            return;
        }
        if (records == null) {
            records = new IndexedRecords(JournalIndex.keyed(now), course);
        } else if (before != now && before != null) {
            records.opened(before, now, NoteRecord.acceptance(record));
        }
    }

    /**
     * {@return this scan, if its damage is none or accepted}
     *
     * @throws StorageException with the numbers of the damaged lines
     */
    JournalScan accepting(Damage damage, Path file) {
        if (damage == Damage.REFUSE) {
            damagedLines.refuse(file, segments.count());
        }
        return this;
    }

    JournalCourse course() {
        return course;
    }

    Manifest manifest() {
        Manifest known = course.manifest();
        if (known == null) {
            throw new IllegalStateException("a scan without an opening note is never handed out");
        }
        return known;
    }

    /** {@return where the records stand; for the journal's writer to go on with} */
    JournalIndex index() {
        return records == null ? JournalIndex.keyed(manifest()) : records.index();
    }

    /** {@return its files} */
    Segments segments() {
        return segments;
    }

    /** {@return the starts of the program on record, seen from one at that instant} */
    Origins shiftTo(Instant at) {
        return new Origins(course.openings(), at);
    }

    /** {@return the lines of damaged records, from 1 and counted on over all files} */
    List<Integer> damagedLines() {
        return damagedLines.all();
    }

    /** {@return whether a start asked something else than the one before it} */
    boolean reshaped() {
        return records != null && records.reshaped();
    }

    /** {@return what else a reader must know of the records; usually nothing} */
    List<String> oddities() {
        List<String> oddities = new ArrayList<>();
        if (repeated > 0) {
            oddities.add(
                    repeated + (repeated == 1 ? " record" : " records") + " of the journal repeated; each counts once");
        }
        if (records != null) {
            oddities.addAll(records.oddities());
        }
        return oddities;
    }

    /** {@return the highest sequence number} */
    long number() {
        return numbers.highest();
    }

    Tail tail() {
        return tail;
    }
}
