package dev.promptmeter;

import dev.promptmeter.archive.AtomicFile;
import dev.promptmeter.archive.FinishedRun;
import dev.promptmeter.archive.KeptBaseline;
import dev.promptmeter.archive.Manifest;
import dev.promptmeter.archive.Results;
import dev.promptmeter.archive.RunFolder;
import dev.promptmeter.archive.RunFollower;
import dev.promptmeter.report.GrowingReport;
import dev.promptmeter.report.Reports;
import dev.promptmeter.run.CaseResult;
import dev.promptmeter.suite.RunSetup;
import dev.promptmeter.summary.Tally;
import dev.promptmeter.validity.AttemptTally;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What is made of a run's results while it still goes on: its figures are added up and its longest files begun. All of it comes from
 * the journal and can be made again from there, and what goes wrong here is made again.
 */
final class Ahead implements AutoCloseable {

    /** Less than this is left to the journal: what is begun here can be written later, an answer cannot. */
    private static final long ROOM_FOR_THE_JOURNAL = 256L << 20;

    private static final int LOOK_EVERY = 16;

    private final RunFolder folder;
    private final Tally tally;
    private final AttemptTally attempts = new AttemptTally();
    private final Map<String, Growing> files = new ConcurrentHashMap<>();
    private volatile Optional<RunFollower> follower = Optional.empty();
    private long count;
    private long grown;

    /** A file that is being written. */
    private record Growing(AtomicFile file, GrowingReport.Growth text) {}

    /** Begins with a run whose journal has been begun in that folder; does nothing for one that goes on with an older record. */
    Ahead(RunSetup setup, RunFolder folder) {
        this.folder = folder;
        this.tally = new Tally(setup.tally());
        folder.begun().ifPresent(manifest -> {
            // What became of a case since the baseline is known when the run is compared, after its end.
            List<String> formats = KeptBaseline.of(manifest).isPresent() ? List.of() : setup.formats();
            formats.forEach(format -> Reports.named(format).ifPresent(entry -> begin(entry, manifest)));
            follower = folder.follow(setup.plan(), this::add);
        });
    }

    private void begin(Reports.Entry entry, Manifest manifest) {
        if (entry.report() instanceof GrowingReport growing && folder.hasRoom(ROOM_FOR_THE_JOURNAL)) {
            try {
                AtomicFile file = folder.begin(entry.fileName());
                files.put(entry.fileName(), new Growing(file, growing.begin(manifest, file.out())));
            } catch (IOException | UncheckedIOException e) {
                // It is written after the run, and fails there for the reader to see.
                files.remove(entry.fileName());
            }
        }
    }

    private void add(CaseResult result) {
        tally.add(result);
        attempts.add(result);
        count++;
        if (follower.filter(RunFollower::keepsTheRest).isPresent()) {
            // A stopped run may have left out most of its rows. All files at once are sooner there than one thread has
            // them.
            return;
        }
        grown++;
        if (count % LOOK_EVERY == 0 && !files.isEmpty() && !folder.hasRoom(ROOM_FOR_THE_JOURNAL)) {
            discardAll();
        }
        for (Iterator<Growing> growing = files.values().iterator(); growing.hasNext(); ) {
            Growing each = growing.next();
            try {
                each.text().add(result);
            } catch (UncheckedIOException e) {
                discard(each);
                growing.remove();
            }
        }
    }

    /** {@return the results added up, when the journal is closed; empty if that could not be done ahead} */
    Optional<AddedUp> sums() {
        Optional<Results> results = follower.flatMap(RunFollower::results);
        return results.map(all -> new AddedUp(tally, attempts, count, all));
    }

    /** {@return whether that file of the finished run is in its place, complete; after {@link #sums} gave something} */
    boolean keep(String file, FinishedRun finished) throws IOException {
        Growing growing = files.remove(file);
        if (growing == null) {
            return false;
        }
        try (AtomicFile kept = growing.file()) {
            addTheRest(growing.text());
            boolean whole = growing.text().end(finished);
            if (whole) {
                kept.keep();
            }
            return whole;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void addTheRest(GrowingReport.Growth text) {
        if (grown < count) {
            AtomicLong met = new AtomicLong();
            follower.flatMap(RunFollower::results)
                    .ifPresent(all -> all.forEach(result -> {
                        if (met.getAndIncrement() >= grown) {
                            text.add(result);
                        }
                    }));
        }
    }

    /** Ends what was begun and not kept. */
    @Override
    public void close() {
        follower.ifPresent(RunFollower::close);
        discardAll();
    }

    private void discardAll() {
        files.values().forEach(Ahead::discard);
        files.clear();
    }

    private static void discard(Growing growing) {
        try {
            growing.file().close();
        } catch (IOException e) {
            // A part that cannot be removed harms nobody: its name says that it is temporary.
        }
    }
}
