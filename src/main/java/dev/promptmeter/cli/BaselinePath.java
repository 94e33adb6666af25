package dev.promptmeter.cli;

import dev.promptmeter.archive.BaselineFile;
import dev.promptmeter.archive.Manifest;
import dev.promptmeter.archive.RunFolders;
import dev.promptmeter.suite.Suite;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where the baseline of a suite lies unless a flag says otherwise: where its suite says, else {@code baselines/SUITE.csv} beside it. */
final class BaselinePath {

    private static final String FOLDER = "baselines";

    private BaselinePath() {}

    /** {@return that of the run's suite, of the working directory for a run without a suite file} */
    static Path of(Manifest manifest) {
        String written = manifest.resolved().path("baseline").asString("");
        Path folder = folder(manifest.suiteFile());
        return isFile(written) ? folder.resolve(written) : usual(folder, manifest.suite());
    }

    /** {@return that of the suite} */
    static Path of(Suite suite) {
        String found = suite.baseline();
        return found != null && isFile(found) ? Path.of(found) : usual(folder(suite.file()), suite.name());
    }

    private static Path folder(@Nullable String suiteFile) {
        Path folder = suiteFile == null ? null : Path.of(suiteFile).getParent();
        return folder == null ? Path.of("") : folder;
    }

    private static Path usual(Path folder, String suite) {
        return folder.resolve(FOLDER).resolve(suite + ".csv");
    }

    private static boolean isFile(String word) {
        return !word.isEmpty() && !word.startsWith(ComparedSide.GIT) && !RunFolders.couldBe(word);
    }

    /** Refuses a file that is not there. */
    static void require(BaselineFile file) {
        if (!file.exists()) {
            throw new CliException(
                    "PM-1542",
                    file.path() + " does not exist. Make a baseline of the newest run: promptmeter baseline save");
        }
    }
}
