package dev.promptmeter;

import dev.promptmeter.archive.CacheFolder;
import dev.promptmeter.archive.Damage;
import dev.promptmeter.archive.FinishedRun;
import dev.promptmeter.archive.Fsync;
import dev.promptmeter.archive.Journal;
import dev.promptmeter.archive.JournalAnswers;
import dev.promptmeter.archive.Manifest;
import dev.promptmeter.archive.RecordedErrors;
import dev.promptmeter.archive.RunFolder;
import dev.promptmeter.archive.StorageException;
import dev.promptmeter.archive.StoredRun;
import dev.promptmeter.report.PartedReport;
import dev.promptmeter.report.Report;
import dev.promptmeter.report.Reports;
import dev.promptmeter.run.AnswerCache;
import dev.promptmeter.run.MachineWatch;
import dev.promptmeter.run.Rescore;
import dev.promptmeter.run.ResultSink;
import dev.promptmeter.run.Runner;
import dev.promptmeter.run.Stop;
import dev.promptmeter.run.Ticker;
import dev.promptmeter.run.UnrecordedException;
import dev.promptmeter.suite.RunSetup;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The whole story: runs what was set up, keeps every result in a folder, and says whether it was good enough.
 *
 * <p>One object for each run. {@link #stop} and {@link #abort} may be called from any thread while it runs.
 */
public final class Promptmeter implements AutoCloseable {

    private static final int RECORDS_PER_SLOT = 4;
    private static final int FEWEST_RECORDS = 256;

    private final RunSetup setup;
    private final RunFolder folder;
    private @Nullable Runner runner;
    private @Nullable Stop early;
    private @Nullable CacheFolder cache;
    private volatile @Nullable Ahead ahead;

    /** Takes what to run and the folder to keep it in, which is locked while it runs. */
    public Promptmeter(RunSetup setup, RunFolder folder) {
        this.setup = setup;
        this.folder = folder;
    }

    /** Whether a run begins or goes on. */
    public enum Begin {
        /** In an empty folder. */
        NEW,
        /** With what its folder has on record. */
        RESUME,
        /** The same; what ended with an error is asked again. */
        RESUME_WITH_ERRORS
    }

    /**
     * Asks everything that is planned and not on record yet, and ends the journal; {@code progress} is told of each result.
     *
     * @param overhead benchmark figures to be shown beside the run; null for none
     * @throws InterruptedException if the calling thread was interrupted; what was received is on record
     * @throws dev.promptmeter.dataset.DatasetException if a dataset changed since it was checked
     * @throws StorageException if the journal could not be written to its end
     */
    public void run(Begin begin, @Nullable JsonNode overhead, ResultSink progress) throws InterruptedException {
        Instant startedAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
        Ticker ticker = Ticker.system();
        PlanFile plan = new PlanFile(setup.plan());
        Journal journal = journal(begin, plan.stated(setup.manifest().startedAt(startedAt)));
        journal.timed(ticker);
        try (journal;
                MachineWatch watch = MachineWatch.begin(ticker, journal)) {
            plan.write(folder);
            String id = setup.manifest().runId();
            RecordedErrors errors = begin == Begin.RESUME_WITH_ERRORS ? RecordedErrors.AGAIN : RecordedErrors.STAY;
            ahead = new Ahead(setup, folder);
            Runner asking =
                    prepare(new Runner.Surroundings(id, journal, folder.history(errors), ticker, cache(id), watch));
            if (overhead != null) {
                journal.overhead(startedAt, overhead);
            }
            Stop reason = asking.run(progress);
            // The last note tells of the last answers too.
            journal.settle();
            watch.end();
            Instant endedAt = startedAt.plusNanos(ticker.nanos());
            if (asking.robustness() != null) {
                journal.probed(endedAt, asking.robustness());
            }
            if (reason == null) {
                journal.ended(endedAt);
            } else {
                journal.stopped(endedAt, reason);
            }
        } catch (UnrecordedException e) {
            // What could not be written is told below, with where it is.
        } finally {
            release();
        }
        journal.requireSound("When that is mended: promptmeter run --resume " + folder.path());
    }

    private AnswerCache cache(String runId) {
        cache = setup.cache().open(setup.redactor(), runId).orElse(null);
        return cache == null ? AnswerCache.NONE : cache;
    }

    /** {@return why answers could not be kept for other runs; empty if all could, or none were to be} */
    public Optional<String> cacheFailure() {
        return Optional.ofNullable(cache).flatMap(CacheFolder::failure);
    }

    /**
     * Judges what that run has on record by what was set up now, asks nobody but judges, and ends the journal; {@code progress} is told
     * of each result.
     *
     * @param match what makes a stored answer one to a case
     * @param asking whether judges are asked for replies that are not on record
     * @throws InterruptedException if the calling thread was interrupted
     * @throws dev.promptmeter.dataset.DatasetException if a dataset changed since it was checked
     */
    public void rescore(StoredRun source, JournalAnswers.Match match, Rescore.Asking asking, ResultSink progress)
            throws InterruptedException, IOException {
        Journal journal = folder.begin(setup.manifest(), source, writing());
        try (journal;
                JournalAnswers answers = source.answers(match)) {
            PlanFile.copy(source, folder);
            RescoredCourse course = new RescoredCourse(source, setup.manifest(), journal);
            course.copyWarmups(answers);
            Rescore rescore = new Rescore(setup.plan(), answers, journal);
            Rescore.Counts counts = asking == Rescore.Asking.NOBODY
                    ? rescore.run(progress)
                    : rescore.run(judges(source, journal, rescore), progress);
            course.end(counts);
        } catch (UnrecordedException e) {
            // The same as for a run.
        }
        journal.requireSound("Rescore once more into another folder");
    }

    /** Its clock goes on from where the source's began: instants of one journal have one origin. */
    private Runner judges(StoredRun source, Journal journal, Rescore rescore) {
        Ticker ticker = Ticker.startedBefore(Duration.between(source.origin(), Instant.now()));
        String id = setup.manifest().runId();
        return prepare(new Runner.Surroundings(id, journal, rescore.history(), ticker));
    }

    /** Who goes on with a run has read its folder, and accepted what damage there is. */
    private Journal journal(Begin begin, Manifest manifest) {
        return begin == Begin.NEW
                ? folder.begin(manifest, writing())
                : folder.resume(manifest, writing(), Damage.ACCEPT);
    }

    private RunFolder.Writing writing() {
        int slots = setup.plan().load().slots();
        return new RunFolder.Writing(
                setup.redactor(), Math.max(FEWEST_RECORDS, slots * RECORDS_PER_SLOT), fsync(), this::cannotWrite);
    }

    private Fsync fsync() {
        String word = setup.manifest().resolved().path("run").path("fsync").asString("group");
        return word.equals("always") ? Fsync.ALWAYS : Fsync.GROUP;
    }

    private void cannotWrite(IOException cause) {
        stop(new Stop(Stop.Cause.STORAGE, "the journal cannot be written: " + cause.getMessage()));
    }

    private synchronized Runner prepare(Runner.Surroundings surroundings) {
        runner = new Runner(setup.plan(), surroundings);
        if (early != null) {
            runner.stop(early);
        }
        return runner;
    }

    /** What it knew of every row is not needed for the reports. */
    private synchronized void release() {
        runner = null;
    }

    /** Starts nothing more; what is in flight is waited for. */
    public synchronized void stop(Stop reason) {
        early = early == null ? reason : early;
        if (runner != null) {
            runner.stop(reason);
        }
    }

    /** Cancels what is in flight; call {@link #stop} first. */
    public synchronized void abort() {
        if (runner != null) {
            runner.abort();
        }
    }

    /** {@return what the run that has just ended comes to; the same as {@link #finish(RunSetup, StoredRun)}, and mostly done already} */
    public FinishedRun finish(StoredRun stored) {
        Optional<AddedUp> sums = ahead == null ? Optional.empty() : ahead.sums();
        if (sums.isEmpty()) {
            close();
        }
        return sums.orElseGet(() -> AddedUp.of(setup, stored)).finish(setup, stored);
    }

    /** {@return what the journal of that folder comes to: added up, judged, ready to be reported} */
    public static FinishedRun finish(RunSetup setup, StoredRun stored) {
        return AddedUp.of(setup, stored).finish(setup, stored);
    }

    /**
     * Writes a derived file into the run's folder.
     *
     * @param file its name there
     * @throws StorageException if that cannot be done
     */
    public void report(FinishedRun finished, String file, Report report) {
        Ahead begun = ahead;
        try {
            if (begun == null || !begun.keep(file, finished)) {
                folder.write(file, out -> report.write(finished, out));
            }
        } catch (IOException e) {
            String then = "the run is on record, so its reports can be made later: promptmeter report RUN";
            throw StorageException.unwritable(folder.path().resolve(file), e, then);
        }
    }

    /**
     * Writes the files of a report into the run's folder, and removes those that an earlier version of it took and this one does not.
     *
     * @return their names
     * @throws StorageException if that cannot be done
     */
    public List<String> report(FinishedRun finished, Reports.Entry entry) {
        if (!(entry.report() instanceof PartedReport parted)) {
            report(finished, entry.fileName(), entry.report());
            return List.of(entry.fileName());
        }
        List<PartedReport.Part> parts = parted.parts(finished);
        parts.forEach(part -> report(finished, part.fileName(), part.report()));
        List<String> names = parts.stream().map(PartedReport.Part::fileName).toList();
        try {
            folder.remove(name -> parted.owns(name) && !names.contains(name));
        } catch (IOException e) {
            throw StorageException.unwritable(folder.path(), e, "remove old parts of " + entry.fileName() + " there");
        }
        return names;
    }

    /** Drops what was begun for reports that nobody has asked for. */
    @Override
    public void close() {
        Ahead begun = ahead;
        ahead = null;
        if (begun != null) {
            begun.close();
        }
    }
}
