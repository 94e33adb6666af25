package dev.promptmeter.cli;

import dev.promptmeter.Promptmeter.Begin;
import dev.promptmeter.archive.Damage;
import dev.promptmeter.archive.Manifest;
import dev.promptmeter.archive.RunFolder;
import dev.promptmeter.archive.RunFolders;
import dev.promptmeter.archive.RunId;
import dev.promptmeter.archive.StorageException;
import dev.promptmeter.archive.StoredRun;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a run is kept, and what is there already.
 *
 * @param path of its folder
 * @param runId its id
 * @param stored what its journal tells; null for a new run
 */
record RunTarget(Path path, String runId, @Nullable StoredRun stored) {

    /** Where runs are kept unless a suite says otherwise. */
    static final Path REPORTS = Path.of("reports");

    /** {@return the folder of a new run} */
    static RunTarget created(Given given, Path reports) {
        String id = RunId.create(Instant.now(), new SecureRandom());
        String out = given.find(RunFlags.OUT);
        return new RunTarget(out == null ? reports.resolve(id) : Path.of(out), id, null);
    }

    /**
     * {@return the folder of the run to go on with}
     *
     * @throws StorageException if there is none, or its journal cannot be used
     */
    static RunTarget resumed(Given given, Path reports) {
        Path path = resumedPath(given, new RunFolders(reports));
        StoredRun stored = RunFolder.open(path).read(damage(given));
        Manifest.Source source = stored.manifest().source();
        if (source != null) {
            throw new CliException(
                    "PM-1530",
                    "cannot resume: run " + stored.manifest().runId() + " only judges the answers of run "
                            + source.run() + " again; resume that one, then rescore it");
        }
        return new RunTarget(path, stored.manifest().runId(), stored);
    }

    private static Path resumedPath(Given given, RunFolders folders) {
        String run = given.find(RunFlags.RESUME);
        String out = given.find(RunFlags.OUT);
        if (run == null || run.equals(Given.BARE)) {
            return out != null
                    ? Path.of(out)
                    : folders.newestFirst().stream().findFirst().orElseGet(() -> folders.find("last"));
        }
        Path path = folders.find(run);
        if (out != null
                && !Path.of(out)
                        .toAbsolutePath()
                        .normalize()
                        .equals(path.toAbsolutePath().normalize())) {
            throw new CliException(
                    "PM-1002", "'--resume " + run + "' and '--out " + out + "' name different run folders");
        }
        return path;
    }

    /** {@return what is to be done about damaged records} */
    static Damage damage(Given given) {
        return given.has(RunFlags.ACCEPT_DAMAGE) ? Damage.ACCEPT : Damage.REFUSE;
    }

    /** {@return what the run to go on with is; only for a run that goes on} */
    Manifest manifest() {
        return Objects.requireNonNull(stored, "a new run has no journal").manifest();
    }

    /**
     * Makes sure that a run that goes on asks what it asked before.
     *
     * @throws CliException if it would not
     */
    void check(Manifest now) {
        if (stored != null) {
            ResumeCheck.compare(stored.manifest(), now);
        }
    }

    Begin begin() {
        return stored == null ? Begin.NEW : Begin.RESUME;
    }

    RunFolder open() {
        return stored == null ? RunFolder.create(path) : RunFolder.open(path);
    }
}
