package dev.promptmeter.archive;

import dev.promptmeter.run.CaseId;
import dev.promptmeter.run.Stop;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads a journal once from its start: finds every record, the notes, damage, and a torn end. Memory holds positions, not text. */
final class JournalScan {

    private static final int BUFFER = 1 << 18;

    private final List<Integer> damagedLines = new ArrayList<>();
    private final List<Opening> openings = new ArrayList<>();
    private final List<Long> lengths = new ArrayList<>();
    private @Nullable Manifest manifest;
    private @Nullable JournalIndex index;
    private @Nullable Stop stop;
    private @Nullable JsonNode overhead;
    private long number;
    private long soundBytes;
    private long tornBytes;
    private boolean ended;

    private JournalScan() {}

    /**
     * One start of the program.
     *
     * @param position of its note
     * @param at when, by the wall clock
     */
    record Opening(long position, Instant at) {}

    /** {@return what stands in that journal} */
    static JournalScan of(Path file) throws IOException {
        JournalScan scan = new JournalScan();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER)) {
            scan.read(in);
        }
        return scan;
    }

    private void read(InputStream in) throws IOException {
        Line line = new Line();
        long position = 0;
        int lineNumber = 0;
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next != '\n') {
                line.write(next);
                continue;
            }
            lineNumber++;
            take(line, position, lineNumber);
            position += line.size() + 1L;
            soundBytes = position;
            line.reset();
        }
        tornBytes = line.size();
        if (tornBytes > 0 && line.sound()) {
            take(line, position, lineNumber + 1);
        }
    }

    /** A line under construction whose bytes need not be copied to be looked at. */
    private static final class Line extends ByteArrayOutputStream {

        Line() {
            super(4096);
        }

        boolean sound() {
            return JournalLine.sound(buf, count);
        }

        JsonNode tree() {
            return Json.tree(buf, count);
        }
    }

    private void take(Line line, long position, int lineNumber) {
        if (!line.sound()) {
            damagedLines.add(lineNumber);
            return;
        }
        try {
            JsonNode record = line.tree();
            number = Math.max(number, record.path("n").asLong());
            index(record, position);
        } catch (JacksonException e) {
            damagedLines.add(lineNumber);
        }
    }

    private void index(JsonNode record, long position) {
        String type = record.path("t").asString("");
        if (type.equals(NoteRecord.TYPE)) {
            note(record, position);
            return;
        }
        if (index == null) {
            throw new StorageException("PM-5004", "the journal does not begin with its opening note");
        }
        switch (type) {
            case RowRecord.TYPE -> index.row(
                    record.path("dataset").asString(),
                    record.path("row").asString(),
                    record.path("line").asInt(),
                    position);
            case IntentRecord.TYPE -> intent(record, position);
            case AnswerRecord.TYPE -> answer(record, position);
            case ScoreRecord.TYPE -> score(record, position);
            default -> {
                // A newer version may write records that we do not know; they do no harm.
            }
        }
    }

    private void intent(JsonNode record, long position) {
        CaseId id = CaseIdJson.read(record);
        index.intent(id, record.path("req").asString(), position);
        index.key(record.path("key").asString(), id);
    }

    private void answer(JsonNode record, long position) {
        index.answer(record.path("req").asString(), position);
        extendTo(record.path("times").path("end").asLong());
    }

    private void score(JsonNode record, long position) {
        CaseId id = CaseIdJson.read(record);
        index.score(id, position);
        index.key(record.path("key").asString(), id);
    }

    private void note(JsonNode record, long position) {
        extend(NoteRecord.at(record));
        switch (record.path("kind").asString("")) {
            case NoteRecord.START, NoteRecord.RESUME -> opening(record, position);
            case NoteRecord.STOP -> stop = NoteRecord.stop(record);
            case NoteRecord.END -> ended = true;
            case NoteRecord.OVERHEAD -> overhead = record.path("figures");
            default -> {
                // Notes of other kinds are for people.
            }
        }
    }

    private void extend(Instant at) {
        if (!openings.isEmpty()) {
            extendTo(Duration.between(openings.get(openings.size() - 1).at(), at).toNanos());
        }
    }

    private void extendTo(long nanos) {
        int newest = openings.size() - 1;
        if (newest >= 0 && nanos > lengths.get(newest)) {
            lengths.set(newest, nanos);
        }
    }

    private void opening(JsonNode record, long position) {
        int version = record.path("v").asInt();
        if (version > NoteRecord.VERSION) {
            throw new StorageException(
                    "PM-5005", "the journal was written by a newer version (" + version + "); nothing was changed");
        }
        openings.add(new Opening(position, NoteRecord.at(record)));
        lengths.add(0L);
        stop = null;
        ended = false;
        if (manifest == null) {
            manifest = NoteRecord.manifest(record);
            index = new JournalIndex(manifest);
        }
    }

    Manifest manifest() {
        if (manifest == null) {
            throw new StorageException("PM-5004", "the journal does not begin with its opening note");
        }
        return manifest;
    }

    JournalIndex index() {
        manifest();
        return index;
    }

    /** {@return why the newest start ended early; killed if it never said} */
    @Nullable Stop stop() {
        if (ended || stop != null) {
            return stop;
        }
        return new Stop(Stop.Cause.KILLED, "the program was killed before the run had ended");
    }

    @Nullable JsonNode overhead() {
        return overhead;
    }

    List<Opening> openings() {
        return List.copyOf(openings);
    }

    List<Integer> damagedLines() {
        return List.copyOf(damagedLines);
    }

    /** {@return how long all starts took together} */
    Duration duration() {
        return Duration.ofNanos(lengths.stream().mapToLong(Long::longValue).sum());
    }

    /** {@return the highest sequence number} */
    long number() {
        return number;
    }

    /** {@return the length up to the last line feed} */
    long soundBytes() {
        return soundBytes;
    }

    /** {@return the length of what stands behind the last line feed} */
    long tornBytes() {
        return tornBytes;
    }
}
