package dev.promptmeter.cli;

import dev.promptmeter.Promptmeter;
import dev.promptmeter.archive.BaselineFile;
import dev.promptmeter.archive.FinishedRun;
import dev.promptmeter.archive.Manifest;
import dev.promptmeter.archive.RecordedBaseline;
import dev.promptmeter.archive.RunFolder;
import dev.promptmeter.archive.RunFolders;
import dev.promptmeter.archive.StoredRun;
import dev.promptmeter.compare.Baseline;
import dev.promptmeter.suite.RunSetup;
import dev.promptmeter.suite.StoredSetup;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** What a word of the command line means where runs and baselines are compared. */
final class ComparedSide {

    static final String GIT = "git:";

    private ComparedSide() {}

    /** A run on record, judged, and the same as a baseline. */
    record Run(FinishedRun run, Baseline baseline) {}

    /**
     * {@return the run or baseline that is meant by a run folder, a run id, {@code last}, a baseline file or {@code git:REF:FILE}}
     *
     * @throws CliException if it is none of them
     */
    static Baseline of(String word, Given given) throws IOException, InterruptedException {
        if (word.startsWith(GIT)) {
            return BaselineFile.read(
                    new StringReader(
                            GitFile.named(word.substring(GIT.length()), null).text()),
                    word);
        }
        if (RunFolders.couldBe(word)) {
            return run(word, given).baseline();
        }
        if (isFile(word)) {
            return new BaselineFile(Path.of(word)).read();
        }
        throw new CliException(
                "PM-1542",
                "'" + word + "' is neither a run nor a baseline: name a run folder, a run id, last, a baseline file or"
                        + " git:REF:FILE");
    }

    private static boolean isFile(String word) {
        try {
            return Files.isRegularFile(Path.of(word));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** {@return what the run of that name is} */
    static Manifest manifest(String word, Given given) throws IOException {
        try (RunFolder folder = RunFolder.open(new RunFolders(RunTarget.REPORTS).find(word))) {
            return folder.read(RunTarget.damage(given)).manifest();
        }
    }

    /** {@return the run of that name with what it came to} */
    static Run run(String word, Given given) throws IOException {
        try (RunFolder folder = RunFolder.open(new RunFolders(RunTarget.REPORTS).find(word))) {
            StoredRun stored = folder.read(RunTarget.damage(given));
            RunSetup setup = StoredSetup.of(stored.manifest());
            FinishedRun run =
                    Promptmeter.finish(setup.ending(ExitFlags.recalled(setup.exit(), stored.manifest())), stored);
            return new Run(
                    run, RecordedBaseline.of(run, setup.plan(), setup.exit().maxErrorRate()));
        }
    }
}
