package dev.promptmeter.run;

import dev.promptmeter.chat.RecordedAnswer;
import dev.promptmeter.dataset.Row;
import java.util.ArrayList;
import java.util.List;

/** Keeps what a run does, in the order in which it is told. */
final class MemoryRecorder implements Recorder {

    private final List<String> told = new ArrayList<>();
    private final List<Intent> intents = new ArrayList<>();
    private final List<CourseEvent> events = new ArrayList<>();
    private final List<MachineNote> machine = new ArrayList<>();
    private final List<CaseResult> results = new ArrayList<>();

    @Override
    public synchronized void machine(MachineNote note) {
        machine.add(note);
    }

    /** {@return what was seen of the process and its machine} */
    synchronized List<MachineNote> machineNotes() {
        return List.copyOf(machine);
    }

    @Override
    public synchronized void row(String dataset, Row row) {
        told.add("row " + row.id());
    }

    @Override
    public synchronized void intent(Intent intent) {
        told.add("intent " + intent.id().row() + " " + intent.attempt());
        intents.add(intent);
    }

    @Override
    public synchronized Ticket answer(RecordedAnswer answer) {
        told.add("answer");
        return () -> {};
    }

    @Override
    public synchronized void cached(Case asked, CachedAnswer answer) {
        told.add("cached " + asked.id().row());
    }

    @Override
    public synchronized void result(CaseResult result, Case asked, ResultSink then) {
        told.add("result " + result.id().row());
        results.add(result);
        then.accept(result);
    }

    @Override
    public synchronized void skipped(CaseResult result, ResultSink then) {
        results.add(result);
        then.accept(result);
    }

    @Override
    public synchronized void event(CourseEvent event) {
        events.add(event);
    }

    @Override
    public void drain() {}

    synchronized List<String> told() {
        return List.copyOf(told);
    }

    synchronized List<CourseEvent> events() {
        return List.copyOf(events);
    }

    synchronized List<Intent> intents() {
        return List.copyOf(intents);
    }

    synchronized List<CaseResult> results() {
        return List.copyOf(results);
    }
}
