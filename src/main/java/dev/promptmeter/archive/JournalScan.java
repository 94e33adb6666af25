package dev.promptmeter.archive;

import dev.promptmeter.run.CaseId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads a journal once from its start: finds every record, the notes, damage, and a torn end. Memory holds positions, not text. */
final class JournalScan {

    private static final int LINES_SHOWN = 10;

    private final List<Integer> damagedLines = new ArrayList<>();
    private final JournalCourse course = new JournalCourse();
    private @Nullable JournalIndex index;
    private long number;
    private boolean damagedBefore;
    private long soundBytes;
    private Tail tail = new Tail(Tail.State.WHOLE, 0);

    /**
     * What stands behind the last line feed.
     *
     * @param bytes its length
     */
    record Tail(State state, long bytes) {

        /** How a journal ends. */
        enum State {
            /** With a line feed. */
            WHOLE,
            /** With a sound record that lacks only its line feed. */
            UNTERMINATED,
            /** With part of a record, or with something else. */
            TORN
        }
    }

    private JournalScan() {}

    /** {@return what stands in a journal that is being begun with those notes; its index grows as the journal is written} */
    static JournalScan begun(List<byte[]> notes, Manifest manifest) {
        JournalScan scan = new JournalScan();
        notes.forEach(note -> scan.course.note(Json.MAPPER.readTree(note), 0));
        scan.index = JournalIndex.begun(manifest);
        return scan;
    }

    /** {@return what stands in that journal} */
    static JournalScan of(Path file) throws IOException {
        JournalScan scan = new JournalScan();
        try (JournalLines lines = new JournalLines(file)) {
            while (lines.next()) {
                scan.take(lines);
            }
        }
        if (scan.course.manifest() == null) {
            throw new StorageException("PM-5004", file + " does not begin with its opening note");
        }
        return scan;
    }

    /** {@return what a run was begun as; empty if the first line of its journal does not tell, or not to us} */
    static Optional<Manifest> opening(Path file) {
        try (JournalLines lines = new JournalLines(file)) {
            if (!lines.next() || !sound(lines)) {
                return Optional.empty();
            }
            JsonNode note = Json.MAPPER.readTree(lines.bytes(), lines.from(), lines.length());
            return note.path("kind").asString("").equals(NoteRecord.START)
                    ? Optional.of(NoteRecord.manifest(note))
                    : Optional.empty();
        } catch (IOException | JacksonException e) {
            return Optional.empty();
        }
    }

    private void take(JournalLines line) {
        boolean taken = sound(line) && indexed(line);
        if (line.terminated()) {
            soundBytes = line.position() + line.length() + 1;
            if (!taken) {
                damagedLines.add(line.number());
            }
            damagedBefore = !taken;
        } else {
            tail = new Tail(taken ? Tail.State.UNTERMINATED : Tail.State.TORN, line.length());
        }
    }

    private static boolean sound(JournalLines line) {
        return JournalLine.sound(line.bytes(), line.from(), line.length());
    }

    /** {@return whether it is a record that makes sense where it stands} */
    private boolean indexed(JournalLines line) {
        try {
            RecordHead head = RecordHead.of(line.bytes(), line.from(), line.length());
            noticeGap(head.number(), line.number());
            return index(head, line);
        } catch (JacksonException e) {
            return false;
        }
    }

    /** Numbers that are missing although no damaged line explains them were lost with their lines. */
    private void noticeGap(long next, int lineNumber) {
        if (next > number + 1 && !damagedBefore) {
            damagedLines.add(lineNumber);
        }
        number = Math.max(number, next);
    }

    private boolean index(RecordHead head, JournalLines line) {
        if (head.type().equals(NoteRecord.TYPE)) {
            note(Json.MAPPER.readTree(line.bytes(), line.from(), line.length()), line.position());
            return true;
        }
        if (index != null && head.type().equals(RowRecord.TYPE)) {
            long content = JournalLine.contentOfLine(line.bytes(), line.from(), line.length());
            index.row(head.dataset(), head.row(), new JournalRows.Place(head.line(), content), line.position());
            return true;
        }
        return index != null && index(head, index, line.position());
    }

    /** A note stands there. */
    void note(JsonNode record, long position) {
        Manifest before = course.manifest();
        course.note(record, position);
        Manifest now = course.manifest();
        if (now == null) {
            return;
        }
        if (index == null) {
            index = JournalIndex.keyed(now);
        } else if (before != now && before != null && !RequestShape.same(before, now)) {
            index.opened(now, NoteRecord.acceptance(record));
        }
    }

    private boolean index(RecordHead head, JournalIndex into, long position) {
        switch (head.type()) {
            case IntentRecord.TYPE -> {
                return intent(head, into, position);
            }
            case AnswerRecord.TYPE -> {
                if (head.cached()) {
                    return hit(head, into, position);
                }
                boolean judges = into.answer(head.request(), position);
                if (!judges || manifest().source() == null) {
                    course.reached(head.ended());
                }
            }
            case ScoreRecord.TYPE -> {
                return score(head, into, position);
            }
            default -> {
                // A newer version may write records that we do not know; they do no harm.
            }
        }
        return true;
    }

    private static boolean intent(RecordHead head, JournalIndex into, long position) {
        CaseId id = head.id();
        if (!into.knows(id)) {
            return false;
        }
        if (head.judged().isEmpty()) {
            into.intent(id, head.key(), head.request(), position);
        } else {
            into.judgement(id, head.key(), head.request(), position);
        }
        return true;
    }

    private static boolean score(RecordHead head, JournalIndex into, long position) {
        CaseId id = head.id();
        if (!into.knows(id)) {
            return false;
        }
        into.score(id, head.key(), position);
        return true;
    }

    private static boolean hit(RecordHead head, JournalIndex into, long position) {
        CaseId id = head.id();
        if (!into.knows(id)) {
            return false;
        }
        into.hit(id, head.key(), position);
        return true;
    }

    /**
     * {@return this scan, if its damage is none or accepted}
     *
     * @throws StorageException with the numbers of the damaged lines
     */
    JournalScan accepting(Damage damage, Path file) {
        if (damage == Damage.REFUSE && !damagedLines.isEmpty()) {
            int count = damagedLines.size();
            throw new StorageException(
                    "PM-5004",
                    file + ": " + count + (count == 1 ? " damaged record at line " : " damaged records at lines ")
                            + lines() + "; restore the file from a copy, or --accept-damage continues without them");
        }
        return this;
    }

    private String lines() {
        String first =
                damagedLines.stream().limit(LINES_SHOWN).map(String::valueOf).collect(Collectors.joining(", "));
        int more = damagedLines.size() - LINES_SHOWN;
        return more > 0 ? first + " and " + more + " more" : first;
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
        return index == null ? JournalIndex.keyed(manifest()) : index;
    }

    /** {@return the starts of the program on record, seen from one at that instant} */
    Origins shiftTo(Instant at) {
        return new Origins(course.openings(), at);
    }

    List<Integer> damagedLines() {
        return List.copyOf(damagedLines);
    }

    /** {@return the highest sequence number} */
    long number() {
        return number;
    }

    /** {@return the length up to the last line feed} */
    long soundBytes() {
        return soundBytes;
    }

    Tail tail() {
        return tail;
    }
}
