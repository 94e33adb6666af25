package dev.promptmeter.archive;

import dev.promptmeter.chat.RecordedAnswer;
import dev.promptmeter.chat.Redactor;
import dev.promptmeter.run.AnswerCache;
import dev.promptmeter.run.CachedAnswer;
import dev.promptmeter.run.PlannedKeys;
import dev.promptmeter.run.RunPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.databind.JsonNode;

/**
 * Answers in a folder, one file for each answer key, framed like a record of a journal: what does not agree with its checksum is not
 * there. It is an aid: nothing is lost with it, so nothing is forced to the disk, and what cannot be written is only told of.
 */
public final class CacheFolder implements AnswerCache {

    /** What a run does with its cache. */
    public enum Mode {
        /** Nothing. */
        OFF,
        /** Takes answers from it, and keeps new ones. */
        ON,
        /** Asks everything, and keeps the answers. */
        REFRESH,
        /** Takes answers from it, and sends nothing. */
        ONLY
    }

    private static final int FOLDER_DIGITS = 2;

    /** No answer that we receive is near it; a longer file is not one of ours. */
    private static final long LONGEST = 256L << 20;

    private final Path folder;
    private final Mode mode;
    private final Redactor redactor;
    private final String run;
    private final AtomicLong written = new AtomicLong();
    private final AtomicReference<@Nullable IOException> failure = new AtomicReference<>();

    /**
     * Takes the folder, which need not exist.
     *
     * @param redactor masks what must not be kept
     * @param run id of the run that keeps answers
     */
    public CacheFolder(Path folder, Mode mode, Redactor redactor, String run) {
        this.folder = folder;
        this.mode = mode;
        this.redactor = redactor;
        this.run = run;
    }

    @Override
    public @Nullable CachedAnswer find(String key) {
        return mode == Mode.ON || mode == Mode.ONLY ? read(key) : null;
    }

    private @Nullable CachedAnswer read(String key) {
        try {
            Path file = file(key);
            if (!Files.isRegularFile(file) || Files.size(file) > LONGEST) {
                return null;
            }
            byte[] line = Files.readAllBytes(file);
            if (!JournalLine.sound(line, 0, line.length - 1)) {
                return null;
            }
            JsonNode entry = Json.MAPPER.readTree(line, 0, line.length - 1);
            return entry.path("key").asString("").equals(key)
                    ? AnswerReading.cached(entry.traverse(ObjectReadContext.empty()))
                    : null;
        } catch (IOException | JacksonException e) {
            // What cannot be read is not there: the answer is asked for and kept anew.
            return null;
        }
    }

    private Path file(String key) {
        return folder.resolve(key.substring(0, FOLDER_DIGITS)).resolve(key + ".json");
    }

    @Override
    public void keep(String key, RecordedAnswer answer) {
        if (mode != Mode.ON && mode != Mode.REFRESH || failure.get() != null) {
            return;
        }
        byte[] entry = AnswerRecord.encodeCached(
                new CachedAnswer(run, answer), json -> json.writeStringProperty("key", key), redactor);
        try {
            write(file(key), JournalLine.frame(1, entry));
        } catch (IOException e) {
            failure.compareAndSet(null, e);
        }
    }

    /** Under a name of its own first: a reader, or another run with the same cache, sees all of it or nothing. */
    private void write(Path file, byte[] line) throws IOException {
        Files.createDirectories(file.getParent(), Permissions.folder(folder));
        Path beside = file.resolveSibling("." + file.getFileName() + "."
                + ProcessHandle.current().pid() + "-" + written.incrementAndGet() + ".tmp");
        try {
            Files.createFile(beside, Permissions.file(folder));
            Files.write(beside, line, StandardOpenOption.WRITE);
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    @Override
    public Misses misses() {
        return mode == Mode.ONLY ? Misses.LEFT_OUT : Misses.ASKED;
    }

    /**
     * {@return how many of a plan's repeats are to be found here}
     *
     * @throws dev.promptmeter.dataset.DatasetException if a dataset changed since it was checked
     */
    public long holds(RunPlan plan) {
        AtomicLong held = new AtomicLong();
        if (Files.isDirectory(folder)) {
            PlannedKeys.forEach(plan, key -> held.addAndGet(Files.isRegularFile(file(key)) ? 1 : 0));
        }
        return held.get();
    }

    /** {@return why answers could not be kept; empty if all could} */
    public Optional<String> failure() {
        IOException cause = failure.get();
        return Optional.ofNullable(cause)
                .map(found -> "the cache " + folder + " cannot be written: " + found
                        + "; the run has lost nothing, but other runs will ask again");
    }
}
