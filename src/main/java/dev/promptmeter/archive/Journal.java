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
import dev.promptmeter.run.Recorder;
import dev.promptmeter.run.ResultSink;
import dev.promptmeter.run.Robustness;
import dev.promptmeter.run.Stop;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The append-only truth of a run, open for writing. Threads that record encode; one of them at a time writes. */
public final class Journal implements Recorder, AutoCloseable {

    private static final LongConsumer NOWHERE = position -> {};
    private static final Runnable NOTHING = () -> {};

    private final JournalWriter writer;
    private final JournalIndex index;
    private final JournalCourse course;
    private final Redactor redactor;
    private volatile boolean closed;

    Journal(JournalWriter writer, JournalScan scan, Redactor redactor) {
        this.writer = writer;
        this.index = scan.index();
        this.course = scan.course();
        this.redactor = redactor;
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
        byte[] record = IntentRecord.encode(intent, redactor);
        LongConsumer placed = intent.about() == null
                ? position -> index.intent(intent.id(), intent.key(), intent.requestId(), position)
                : position -> index.judgement(intent.id(), intent.key(), intent.requestId(), position);
        write(record, placed, NOTHING);
    }

    @Override
    public Ticket answer(RecordedAnswer answer) {
        WrittenMark written = new WrittenMark();
        byte[] record = AnswerRecord.encode(answer, redactor);
        write(record, position -> index.answer(answer.requestId(), position), written::set);
        return written;
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
