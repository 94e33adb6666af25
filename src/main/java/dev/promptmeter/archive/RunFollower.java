package dev.promptmeter.archive;

import dev.promptmeter.run.CaseResult;
import dev.promptmeter.run.Uninterrupted;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a run's results from its journal while the run still goes on, in dataset order, each row as soon as all its results are on
 * record: most of the work is then done while the run waits for its endpoint.
 *
 * <p>It reads what {@link StoredRun#results} reads, and nothing that is not on record. Where it cannot keep the order or cannot read, it
 * gives up, and the journal is read as a whole later.
 */
public final class RunFollower implements AutoCloseable {

    private static final long LOOK_EVERY_NANOS = 10_000_000;
    private static final long STEP_ASIDE_NANOS = 500_000;

    private final StoredResults source;
    private final JournalIndex index;
    private final Journal journal;
    private final Consumer<CaseResult> reader;
    private final Semaphore left = new Semaphore(0);
    private final Thread thread;
    private @Nullable List<CaseResult> kept = new ArrayList<>();
    private volatile boolean leaving;
    private int next;
    private StoredResults.@Nullable OneRow waiting;
    private boolean whole;

    RunFollower(StoredResults source, JournalIndex index, Journal journal, Consumer<CaseResult> reader) {
        this.source = source;
        this.index = index;
        this.journal = journal;
        this.reader = reader;
        this.thread = new Thread(this::follow, "promptmeter-follower");
        thread.setDaemon(true);
        thread.start();
    }

    private void follow() {
        try (StoredResults.Rows rows = source.rows()) {
            boolean ended = false;
            boolean behind = false;
            while (!ended && !leftWithin(behind ? STEP_ASIDE_NANOS : LOOK_EVERY_NANOS)) {
                // Asked first: what was written before the journal was closed is seen by the look that follows.
                ended = journal.closed();
                behind = look(rows, ended);
            }
            whole = journal.whole() && next == index.rows();
        } catch (IOException | RuntimeException | Error e) {
            // The same fault meets whoever reads the journal as a whole, and is told there. It may have been the memory
            // that this takes.
            kept = null;
            whole = false;
        }
    }

    /**
     * Passes on what can be; at the end also rows whose results are not all there. While answers come in it leaves the processor to those
     * who time them.
     *
     * @return whether there may be more to read at once
     */
    private boolean look(StoredResults.Rows rows, boolean ended) {
        long written = journal.written();
        while (!leaving && next < index.rows() && index.rowPosition(next) < written && index.inOrder(next)) {
            StoredResults.OneRow row =
                    waiting != null ? waiting : rows.row(next).orElse(null);
            waiting = row;
            if (row != null && !ended && !row.whole(written)) {
                return false;
            }
            if (row != null) {
                row.forEach(this::pass);
            }
            waiting = null;
            next++;
            if (!ended && journal.written() != written) {
                return true;
            }
        }
        return false;
    }

    private boolean leftWithin(long nanos) {
        try {
            return left.tryAcquire(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }

    private void pass(CaseResult result) {
        reader.accept(result);
        if (kept != null) {
            kept.add(result);
            kept = KeptResults.fits(journal.written()) ? kept : null;
        }
    }

    /**
     * {@return whether the run has ended and the results that are still to be passed on stay in memory, so that they can be had again
     * for nothing} For the reader, when it is told of a result.
     */
    public boolean keepsTheRest() {
        return journal.closed() && kept != null && KeptResults.fits(journal.written());
    }

    /** {@return every result, once all have been passed on; empty if it gave up} */
    public Optional<Results> results() {
        Uninterrupted.await(thread::join);
        if (!whole) {
            return Optional.empty();
        }
        List<CaseResult> all = kept;
        return Optional.of(all == null ? source : all::forEach);
    }

    /** Reads no further. An interrupt is kept for the caller. */
    @Override
    public void close() {
        leaving = true;
        left.release();
        Uninterrupted.await(thread::join);
    }
}
