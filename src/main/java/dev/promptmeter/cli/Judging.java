package dev.promptmeter.cli;

import dev.promptmeter.archive.JournalAnswers;
import dev.promptmeter.suite.RunSetup;
import java.nio.file.Path;

/**
 * What the answers of a run are judged by, and where the results go.
 *
 * @param setup the suite as it is now; its models cannot be asked
 * @param match what makes a stored answer one to a case of it
 * @param given the command line, with what the run was started with behind it
 * @param target the new run folder
 * @param reports the folder that runs are kept in
 */
record Judging(RunSetup setup, JournalAnswers.Match match, Given given, RunTarget target, Path reports) {}
