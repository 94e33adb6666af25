package dev.promptmeter.cli;

import dev.promptmeter.archive.RunFolder;
import dev.promptmeter.archive.RunFolders;
import dev.promptmeter.archive.StoredRun;
import dev.promptmeter.run.CaseId;
import dev.promptmeter.run.ChosenCases;
import dev.promptmeter.score.CaseVerdict;
import dev.promptmeter.suite.StoredSetup;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The cases that had a wrong answer in another run. */
final class FailedCases {

    private FailedCases() {}

    /**
     * {@return the same command line with the folder of the run whose failed cases are meant, so that it means the same tomorrow}
     *
     * @throws CliException if no run is named and there is none
     */
    static Given named(Given given) {
        String run = given.find(RunFlags.FAILED);
        if (run == null) {
            return given;
        }
        RunFolders folders = new RunFolders(RunTarget.REPORTS);
        if (run.equals(Given.BARE) && folders.newestFirst().isEmpty()) {
            throw new CliException(
                    "PM-4002",
                    "'--failed' needs a run to look at, and there is none under " + RunTarget.REPORTS + " yet");
        }
        Path folder = folders.find(run.equals(Given.BARE) ? "last" : run);
        return given.saying(RunFlags.FAILED, folder.toAbsolutePath().normalize().toString());
    }

    /**
     * {@return the cases with a wrong answer in the run that is named; null if none is}
     *
     * @throws dev.promptmeter.archive.StorageException if its journal cannot be used
     */
    static @Nullable ChosenCases of(Given given) {
        String run = given.find(RunFlags.FAILED);
        return run == null ? null : of(Path.of(run), given);
    }

    private static ChosenCases of(Path path, Given given) {
        try (RunFolder folder = RunFolder.open(path)) {
            StoredRun stored = folder.read(RunTarget.damage(given));
            ChosenCases failed = new ChosenCases(stored.manifest().runId());
            stored.results(StoredSetup.of(stored.manifest()).plan()).forEach(result -> {
                if (result.verdict() == CaseVerdict.FAIL) {
                    CaseId id = result.id();
                    failed.add(new CaseId(id.dataset(), id.row(), id.prompt(), id.model(), 1));
                }
            });
            return failed;
        } catch (IOException e) {
            throw new IllegalStateException("nothing was opened that could fail to close", e);
        }
    }
}
