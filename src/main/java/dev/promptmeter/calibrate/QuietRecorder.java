package dev.promptmeter.calibrate;

import dev.promptmeter.chat.RecordedAnswer;
import dev.promptmeter.dataset.Row;
import dev.promptmeter.run.CachedAnswer;
import dev.promptmeter.run.Case;
import dev.promptmeter.run.CaseResult;
import dev.promptmeter.run.Intent;
import dev.promptmeter.run.MachineNote;
import dev.promptmeter.run.Recorder;
import dev.promptmeter.run.ResultSink;
import java.util.ArrayList;
import java.util.List;

/** Keeps nothing of a run but what was seen of the machine meanwhile. Safe for many threads. */
final class QuietRecorder implements Recorder {

    private final List<MachineNote> notes = new ArrayList<>();

    @Override
    public void row(String dataset, Row row) {}

    @Override
    public void intent(Intent intent) {}

    @Override
    public Ticket answer(RecordedAnswer answer) {
        return () -> {};
    }

    @Override
    public void cached(Case asked, CachedAnswer answer) {}

    @Override
    public synchronized void result(CaseResult result, Case asked, ResultSink then) {
        then.accept(result);
    }

    @Override
    public synchronized void skipped(CaseResult result, ResultSink then) {
        then.accept(result);
    }

    @Override
    public synchronized void machine(MachineNote note) {
        notes.add(note);
    }

    @Override
    public void drain() {}

    /** {@return what was seen of the machine so far} */
    synchronized List<MachineNote> notes() {
        return List.copyOf(notes);
    }
}
