package dev.promptmeter.cli;

import dev.promptmeter.archive.JournalAnswers;
import dev.promptmeter.suite.RunSetup;
import dev.promptmeter.suite.ScannedSuite;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the answers of a run are judged by, and where the results go.
 *
 * @param suite as it is now; null if its dataset is gone, so that only the journal tells what it was
 * @param setup the same made ready; its models cannot be asked
 * @param match what makes a stored answer one to a case of it
 * @param baseline what the results are compared with
 * @param given the command line, with what the run was started with behind it
 * @param target the new run folder
 * @param reports the folder that runs are kept in
 */
record Judging(
        @Nullable ScannedSuite suite,
        RunSetup setup,
        JournalAnswers.Match match,
        ChosenBaseline baseline,
        Given given,
        RunTarget target,
        Path reports) {}
