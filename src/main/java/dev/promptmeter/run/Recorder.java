package dev.promptmeter.run;

import dev.promptmeter.chat.RecordedAnswer;
import dev.promptmeter.dataset.Row;
import java.util.List;

/**
 * Keeps what a run does, in the order in which it is told. Safe for many threads; blocks while too much is waiting to be written.
 *
 * <p>A call returns when the record is queued, but for an intent. Whatever comes from one thread is written in that thread's order.
 */
public interface Recorder {

    /** A row is about to be used, or was not reached. */
    void row(String dataset, Row row);

    /** The same; of its cases only these are asked, by another rule than the filter of the run. */
    default void row(String dataset, Row row, List<CaseId> only) {
        row(dataset, row);
    }

    /**
     * An attempt is about to be sent: returns when that is on record.
     *
     * @throws UnrecordedException if it cannot be put on record where it should be, so that it may not be sent
     */
    void intent(Intent intent);

    /** {@return a ticket for the record of what came back} */
    Ticket answer(RecordedAnswer answer);

    /** A repeat has its answer from the cache; nothing was sent for it. */
    void cached(Case asked, CachedAnswer answer);

    /** That repeat has its final result; {@code then} is told once the record is written. */
    void result(CaseResult result, Case asked, ResultSink then);

    /** A repeat is left out; nothing is recorded and {@code then} is told in its turn. */
    void skipped(CaseResult result, ResultSink then);

    /** Something happened to the run as a whole; nobody waits for it to be written. */
    default void event(CourseEvent event) {}

    /** So this process and its machine did since the note before; nobody waits for it to be written. */
    default void machine(MachineNote note) {}

    /** Waits until everything told so far has been written and passed on. */
    void drain() throws InterruptedException;

    /** A record that is on its way to the disk. */
    @FunctionalInterface
    interface Ticket {

        /** Waits until the record has been written. */
        void await() throws InterruptedException;
    }
}
