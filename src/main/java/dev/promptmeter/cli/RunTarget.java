package dev.promptmeter.cli;

import dev.promptmeter.Promptmeter.Begin;
import dev.promptmeter.archive.Damage;
import dev.promptmeter.archive.Manifest;
import dev.promptmeter.archive.RunFolder;
import dev.promptmeter.archive.RunFolders;
import dev.promptmeter.archive.RunId;
import dev.promptmeter.archive.StorageException;
import dev.promptmeter.archive.StoredRun;
import dev.promptmeter.suite.RunSetup;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a run is kept, and what is there already.
 *
 * @param path of its folder
 * @param runId its id
 * @param stored what its journal tells; null for a new run
 * @param opener opens its folder
 */
record RunTarget(Path path, String runId, @Nullable StoredRun stored, Function<Path, RunFolder> opener) {

    /** Where runs are kept unless a suite says otherwise. */
    static final Path REPORTS = Path.of("reports");

    /** {@return the folder of a new run} */
    static RunTarget created(Given given, Path reports) {
        String id = RunId.create(Instant.now(), new SecureRandom());
        String out = given.find(RunFlags.OUT);
        return new RunTarget(out == null ? reports.resolve(id) : Path.of(out), id, null, RunFolder::create);
    }

    /** {@return whether a run goes on} */
    static boolean resumes(Given given) {
        return given.has(RunFlags.RESUME) || given.has(RunFlags.ERRORS);
    }

    /**
     * {@return the folder of the run to go on with}
     *
     * @param suite name of the suite whose newest run is meant if none is named; null for that of any
     * @throws StorageException if there is none, or its journal cannot be used
     */
    static RunTarget resumed(Given given, Path reports, @Nullable String suite) {
        Path path = resumedPath(given, new RunFolders(reports), suite);
        if (suite != null && RunFolder.unbegun(path)) {
            String id = String.valueOf(path.getFileName());
            String known = RunId.isOne(id) ? id : RunId.create(Instant.now(), new SecureRandom());
            return new RunTarget(path, known, null, RunFolder::open);
        }
        StoredRun stored = RunFolder.open(path).read(damage(given));
        Manifest.Source source = stored.manifest().source();
        if (source != null) {
            throw new CliException(
                    "PM-1530",
                    "cannot resume: run " + stored.manifest().runId() + " only judges the answers of run "
                            + source.run() + " again; resume that one, then rescore it");
        }
        if (stored.manifest().merged().isPresent()) {
            throw new CliException(
                    "PM-1530",
                    "cannot resume: run " + stored.manifest().runId()
                            + " was merged from shards; resume the shard that is not complete, then merge them again");
        }
        return new RunTarget(path, stored.manifest().runId(), stored, RunFolder::open);
    }

    private static Path resumedPath(Given given, RunFolders folders, @Nullable String suite) {
        String run = named(given);
        String out = given.find(RunFlags.OUT);
        if (run != null && RunFolders.packed(run)) {
            throw new CliException(
                    "PM-1530", "cannot resume: " + run + " is a packed shard; resume the run folder that it came from");
        }
        if (run == null) {
            return out != null ? Path.of(out) : newest(folders, suite);
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

    private static @Nullable String named(Given given) {
        List<String> runs = Stream.of(RunFlags.RESUME, RunFlags.ERRORS)
                .map(given::find)
                .filter(run -> run != null && !run.equals(Given.BARE))
                .distinct()
                .toList();
        if (runs.size() > 1) {
            throw new CliException(
                    "PM-1002", "'--resume' and '--errors' name different runs: " + String.join(", ", runs));
        }
        return runs.isEmpty() ? null : runs.get(0);
    }

    private static Path newest(RunFolders folders, @Nullable String suite) {
        return folders.newest(suite).orElseGet(() -> {
            if (suite == null) {
                return folders.find("last");
            }
            throw new StorageException(
                    "PM-5006", "there is no run of suite '" + suite + "' yet; make one with: promptmeter run");
        });
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
     * {@return what of its results is on record}
     *
     * @throws CliException if a run that goes on would not ask what it asked before
     */
    OnRecord check(Given given, RunSetup now) {
        return stored == null ? OnRecord.NOTHING : new ResumeCheck(given, stored, now).onRecord();
    }

    Begin begin(Given given) {
        if (stored == null) {
            return Begin.NEW;
        }
        return given.has(RunFlags.ERRORS) ? Begin.RESUME_WITH_ERRORS : Begin.RESUME;
    }

    RunFolder open() {
        return opener.apply(path);
    }
}
