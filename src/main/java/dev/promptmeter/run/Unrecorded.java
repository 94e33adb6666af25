package dev.promptmeter.run;

import dev.promptmeter.chat.RecordedAnswer;
import dev.promptmeter.dataset.Row;

/** Keeps nothing: for whoever only wants to know what would be done. */
final class Unrecorded implements Recorder {

    static final Recorder INSTANCE = new Unrecorded();

    private static final Ticket WRITTEN = () -> {};

    private Unrecorded() {}

    @Override
    public void row(String dataset, Row row) {}

    @Override
    public void intent(Intent intent) {}

    @Override
    public Ticket answer(RecordedAnswer answer) {
        return WRITTEN;
    }

    @Override
    public void cached(Case asked, CachedAnswer answer) {}

    @Override
    public void result(CaseResult result, Case asked, ResultSink then) {}

    @Override
    public void skipped(CaseResult result, ResultSink then) {}

    @Override
    public void drain() {}
}
