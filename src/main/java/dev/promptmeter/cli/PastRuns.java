package dev.promptmeter.cli;

import dev.promptmeter.archive.RunFolder;
import dev.promptmeter.archive.RunFolders;
import dev.promptmeter.archive.StorageException;
import dev.promptmeter.archive.StoredRun;
import dev.promptmeter.report.PastAnswers;
import dev.promptmeter.suite.StoredSetup;
import dev.promptmeter.suite.SuiteException;
import java.nio.file.Path;

/** Reads what the newest runs of a suite were answered. */
final class PastRuns {

    private static final int MOST = 3;

    private PastRuns() {}

    /** {@return the answers of the last three runs of that suite; a run that cannot be read is left out} */
    static PastAnswers of(String suite, Path reports) {
        PastAnswers past = new PastAnswers();
        for (Path folder : new RunFolders(reports).newestFirst()) {
            if (past.runs() == MOST) {
                break;
            }
            add(suite, folder, past);
        }
        return past;
    }

    private static void add(String suite, Path folder, PastAnswers past) {
        try {
            StoredRun stored = RunFolder.open(folder).read();
            // A rescored run holds the answers of another once more.
            if (stored.manifest().suite().equals(suite) && stored.manifest().source() == null) {
                past.beginRun();
                stored.results(StoredSetup.of(stored.manifest()).plan()).forEach(past::add);
            }
        } catch (StorageException | SuiteException e) {
            // An estimate is no worse for a run that nobody can read: report and show say what is wrong with it.
            return;
        }
    }
}
