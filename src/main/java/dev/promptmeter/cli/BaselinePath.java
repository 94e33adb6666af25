package dev.promptmeter.cli;

import dev.promptmeter.archive.BaselineFile;
import dev.promptmeter.archive.Manifest;
import java.nio.file.Path;

/** Where the baseline of a suite lies unless somebody says otherwise. */
final class BaselinePath {

    private static final String FOLDER = "baselines";

    private BaselinePath() {}

    /** {@return {@code baselines/SUITE.csv} beside the suite, in the working directory for a run without a suite file} */
    static Path of(Manifest manifest) {
        Path folder = manifest.suiteFile() == null
                ? null
                : Path.of(manifest.suiteFile()).getParent();
        Path name = Path.of(FOLDER, manifest.suite() + ".csv");
        return folder == null ? name : folder.resolve(name);
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
