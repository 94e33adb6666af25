package dev.promptmeter.archive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folder that holds run folders, {@code reports/} unless somebody says otherwise. */
public final class RunFolders {

    private static final String LAST = "last";

    private final Path parent;

    /** Takes the folder; it need not exist. */
    public RunFolders(Path parent) {
        this.parent = parent;
    }

    /** {@return whether that names a run: a folder with a journal, a run id, a shard in one file, or {@code last}} */
    public static boolean couldBe(String text) {
        return named(text) || packed(text) || holdsJournal(text);
    }

    /** {@return whether that is a shard in one file: what is found there has no folder that files could be written to} */
    public static boolean packed(String text) {
        try {
            return ShardFile.named(text) && Files.isRegularFile(Path.of(text));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** {@return whether that is the name of a run and no path: a run id or {@code last}} */
    public static boolean named(String text) {
        return text.equals(LAST) || RunId.isOne(text);
    }

    private static boolean holdsJournal(String text) {
        try {
            return !text.isBlank() && holdsJournal(Path.of(text));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static boolean holdsJournal(Path folder) {
        return Files.isRegularFile(folder.resolve(Segments.FIRST), LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * {@return the folder of the run that is meant by a folder, an id or {@code last}; for a shard in one file, a temporary one}
     *
     * @throws StorageException if there is none
     */
    public Path find(String run) {
        if (run.equals(LAST)) {
            return last().orElseThrow(() -> new StorageException(
                    "PM-5006", "there is no run under " + parent + " yet; make one with: promptmeter run"));
        }
        if (holdsJournal(run)) {
            return Path.of(run);
        }
        if (packed(run)) {
            return ShardFile.unpack(Path.of(run));
        }
        if (RunId.isOne(run) && holdsJournal(parent.resolve(run))) {
            return parent.resolve(run);
        }
        throw new StorageException(
                "PM-5006", "there is no run '" + run + "': name a run folder, a run id, a shard (.pmz) or last");
    }

    /** The newest that finished or was stopped; else the newest of all. */
    private Optional<Path> last() {
        Path file = parent.resolve(LAST);
        try {
            if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                String id = Files.readString(file, StandardCharsets.UTF_8).strip();
                if (Path.of(id).getNameCount() == 1 && holdsJournal(parent.resolve(id))) {
                    return Optional.of(parent.resolve(id));
                }
            }
            return newestFirst().stream().findFirst();
        } catch (IOException e) {
            throw new StorageException("PM-5002", file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * {@return every run folder, the one that was written to last first}
     *
     * @throws StorageException if the folder cannot be read
     */
    public List<Path> newestFirst() {
        if (!Files.isDirectory(parent)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(parent)) {
            return all.filter(RunFolders::holdsJournal)
                    .sorted(Comparator.comparing(RunFolders::written).reversed())
                    .toList();
        } catch (IOException e) {
            throw new StorageException("PM-5002", parent + " cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * {@return the run of that suite that asked for itself and was written to last; empty if there is none}
     *
     * @param suite its name; null for any
     * @throws StorageException if the folder cannot be read
     */
    public Optional<Path> newest(@Nullable String suite) {
        return newestFirst().stream()
                .filter(folder -> JournalScan.opening(folder.resolve(Segments.FIRST))
                        .filter(run -> run.source() == null && run.merged().isEmpty())
                        .filter(run -> suite == null || run.suite().equals(suite))
                        .isPresent())
                .findFirst();
    }

    private static long written(Path folder) {
        return folder.resolve(Segments.FIRST).toFile().lastModified();
    }

    /** Notes that this run is the newest; a run that lies elsewhere changes nothing. */
    public void markLast(Path folder) throws IOException {
        Path above = folder.toAbsolutePath().normalize().getParent();
        if (parent.toAbsolutePath().normalize().equals(above)) {
            AtomicFile.write(parent.resolve(LAST), out -> out.write(folder.getFileName() + "\n"));
        }
    }
}
