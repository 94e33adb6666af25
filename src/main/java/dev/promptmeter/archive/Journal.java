package dev.promptmeter.archive;

import dev.promptmeter.chat.RecordedAnswer;
import dev.promptmeter.chat.Redactor;
import dev.promptmeter.dataset.Row;
import dev.promptmeter.run.CachedAnswer;
import dev.promptmeter.run.Case;
import dev.promptmeter.run.CaseId;
import dev.promptmeter.run.CaseResult;
import dev.promptmeter.run.CourseEvent;
import dev.promptmeter.run.Intent;
import dev.promptmeter.run.MachineNote;
import dev.promptmeter.run.Recorder;
import dev.promptmeter.run.ResultSink;
import dev.promptmeter.run.Robustness;
import dev.promptmeter.run.Stop;
import dev.promptmeter.run.Ticker;
import dev.promptmeter.run.Uninterrupted;
import dev.promptmeter.run.UnrecordedException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The append-only truth of a run, open for writing. Threads that record encode; one of them at a time writes. */
public final class Journal implements Recorder, AutoCloseable {

    private static final LongConsumer NOWHERE = position -> {};
    private static final Runnable NOTHING = () -> {};

    private final JournalTail tail;
    private final JournalWriter writer;
    private final JournalIndex index;
    private final JournalCourse course;
    private final Redactor redactor;
    private final RunFolder.Writing writing;
    private volatile boolean closed;

    /** Goes on with a journal whose last record has that number. */
    Journal(JournalTail tail, long number, JournalScan scan, RunFolder.Writing writing) {
        this.index = scan.index();
        this.course = scan.course();
        this.redactor = writing.redactor();
        this.writing = writing;
        this.tail = tail;
        this.writer = new JournalWriter(tail, number, writing.capacity(), this::cannotWrite);
    }

    /** On the forcing thread. */
    private void cannotWrite(IOException cause) {
        if (tail.failure() != null && tail.files() > 1) {
            String file = tail.current().getFileName().toString();
            put(NoteRecord.segment(Instant.now(), file, DiskFault.text(cause)), NOWHERE, NOTHING);
        }
        writing.onFailure().accept(cause);
    }

    @Override
    public void row(String dataset, Row row) {
        row(dataset, row, List.of());
    }

    @Override
    public void row(String dataset, Row row, List<CaseId> only) {
        byte[] record = RowRecord.encode(dataset, row, only, redactor);
        long content = JournalLine.content(record);
        if (!index.holds(dataset, row.id(), content)) {
            var place = new JournalRows.Place(row.line(), content);
            put(record, position -> index.row(dataset, row.id(), place, position), NOTHING);
        }
    }

    @Override
    public void intent(Intent intent) {
        // Nothing more is sent once somebody who takes results has broken.
        writer.rethrow();
        requireRecorded();
        byte[] record = IntentRecord.encode(intent, redactor);
        LongConsumer placed = intent.about() == null
                ? position -> index.intent(intent.id(), intent.key(), intent.requestId(), position)
                : position -> index.judgement(intent.id(), intent.key(), intent.requestId(), position);
        WrittenMark written = new WrittenMark();
        write(record, placed, written::set);
        // Mostly set already. Whoever writes just now writes this too, and an interrupt has time until then.
        Uninterrupted.await(written::await);
        requireRecorded();
    }

    /**
     * A record that lacks something must not pass for a finished run, or for one that was killed; for when it is closed.
     *
     * @param next what to do when that is mended
     * @throws StorageException if something could not be written where it should be, with where it is
     */
    public void requireSound(String next) {
        IOException cause = failure();
        if (cause == null) {
            return;
        }
        String text = tail.folder() + ": the journal cannot be written: " + DiskFault.text(cause) + "; "
                + index.answered() + " answers are kept and nothing more was started. " + whereabouts() + next;
        throw new StorageException("PM-5003", text, cause, unsaved());
    }

    /** {@return what a reader must know of where the newest records are; empty if they are in the run's folder} */
    private String whereabouts() {
        Path next = Segments.unused(tail.folder());
        String file = tail.elsewhere() == null
                ? ""
                : "The newest records are in " + tail.elsewhere() + ": move that file to " + next + " first. ";
        return tail.unsaved().length == 0
                ? file
                : file + "No file took the newest records: the lines in base64 below are to be decoded into " + next
                        + " first. ";
    }

    /** The newest lines, if no file took them; usually none. */
    private List<String> unsaved() {
        byte[] lines = tail.unsaved();
        return lines.length == 0
                ? List.of()
                : List.of(Base64.getMimeEncoder().encodeToString(lines).split("\r\n"));
    }

    private void requireRecorded() {
        IOException cause = failure();
        if (cause != null) {
            throw new UnrecordedException(DiskFault.text(cause), cause);
        }
    }

    @Override
    public Ticket answer(RecordedAnswer answer) {
        WrittenMark kept = new WrittenMark();
        Runnable written = writing.fsync() == Fsync.ALWAYS ? () -> writer.whenForced(kept::set) : kept::set;
        byte[] record = AnswerRecord.encode(answer, redactor);
        write(record, position -> placed(answer, position), written);
        return kept;
    }

    private void placed(RecordedAnswer answer, long position) {
        index.answer(answer.requestId(), position);
        tail.kept().written(position, answer.times().end());
    }

    @Override
    public void result(CaseResult result, Case asked, ResultSink then) {
        byte[] record = ScoreRecord.encode(result, asked, redactor);
        put(record, position -> index.score(result.id(), asked.key(), position), () -> then.accept(result));
    }

    @Override
    public void cached(Case asked, CachedAnswer answer) {
        Json.Members whose = json -> {
            json.writeStringProperty("key", asked.key());
            CaseIdJson.write(json, asked.id());
        };
        byte[] record = AnswerRecord.encodeCached(answer, whose, redactor);
        put(record, position -> index.hit(asked.id(), asked.key(), position), NOTHING);
    }

    @Override
    public void skipped(CaseResult result, ResultSink then) {
        writer.put(new JournalWriter.Entry(null, NOWHERE, () -> then.accept(result)));
    }

    @Override
    public void event(CourseEvent event) {
        byte[] record = redactor.redact(NoteRecord.event(course.origin().plusNanos(event.nanos()), event));
        put(record, NOWHERE, NOTHING);
        told(record);
    }

    /** Notes of the machine say from now on how long answers take until they are on the disk; that clock gives their instants. */
    public void timed(Ticker ticker) {
        tail.kept().count(ticker);
    }

    /** Waits until everything told so far is on the disk, or never will be. */
    public void settle() {
        WrittenMark forced = new WrittenMark();
        writer.put(new JournalWriter.Entry(null, NOWHERE, () -> writer.whenForced(forced::set)));
        Uninterrupted.await(forced::await);
    }

    @Override
    public void machine(MachineNote seen) {
        MachineNote note = seen.keeping(tail.kept().told());
        byte[] record = MachineRecord.encode(course.origin().plusNanos(note.to()), note);
        put(record, NOWHERE, NOTHING);
        told(record);
    }

    /** The run ended early. */
    public void stopped(Instant at, Stop stop) {
        // A run that was refused stops with the endpoint's own words, which may repeat the key.
        note(MaskedRecord.of(NoteRecord.stop(at, stop), redactor));
    }

    /** The run came to its end. */
    public void ended(Instant at) {
        note(NoteRecord.end(at));
    }

    /** Benchmark figures will be shown beside this run. */
    public void overhead(Instant at, JsonNode figures) {
        note(NoteRecord.overhead(at, figures));
    }

    /** The judge was shown answers made to steer it. */
    public void probed(Instant at, Robustness robustness) {
        note(NoteRecord.probe(at, robustness));
    }

    /** {@return how many calls of judges are on record} */
    public long judgements() {
        return index.judgements().size();
    }

    /** All answers of the source that are planned now have been judged again. */
    public void rescored(Instant at, Rescored rescored) {
        note(NoteRecord.rescore(at, rescored));
    }

    private void note(byte[] record) {
        write(record, NOWHERE, NOTHING);
        told(record);
    }

    /** What a later reader will find, so that the run's own end need not look for it. */
    private synchronized void told(byte[] record) {
        course.note(Json.MAPPER.readTree(record), 0);
    }

    @Override
    public void drain() throws InterruptedException {
        WrittenMark reached = new WrittenMark();
        writer.write(new JournalWriter.Entry(null, NOWHERE, reached::set));
        reached.await();
        writer.rethrow();
    }

    /** {@return whether everything so far could be written} */
    public boolean sound() {
        return failure() == null;
    }

    /** {@return why something could not be written; null while everything could} */
    public @Nullable IOException failure() {
        return writer.failure();
    }

    /** Writes and forces what is queued. */
    @Override
    public void close() {
        writer.close();
        closed = true;
    }

    /** {@return how far the file holds whole records} */
    long written() {
        return writer.written();
    }

    boolean closed() {
        return closed;
    }

    /** {@return whether it is closed and holds everything it was told} */
    boolean whole() {
        return closed && sound();
    }

    /** Nothing waits for it: it is written with the next record that something does wait for. */
    private void put(byte[] record, LongConsumer placed, Runnable then) {
        writer.put(new JournalWriter.Entry(record, placed, then));
    }

    private void write(byte[] record, LongConsumer placed, Runnable then) {
        writer.write(new JournalWriter.Entry(record, placed, then));
    }
}
