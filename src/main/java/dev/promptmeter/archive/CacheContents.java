package dev.promptmeter.archive;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a cache folder holds, found by the names of its files: nothing else in it is counted or touched.
 *
 * @param answers that are kept
 * @param bytes of their files together
 */
public record CacheContents(long answers, long bytes) {

    private static final Pattern FOLDER = Pattern.compile("[0-9a-f]{2}");
    private static final Pattern ENTRY = Pattern.compile("[0-9a-f]{64}\\.json");
    private static final Pattern UNFINISHED = Pattern.compile("\\.[0-9a-f]{64}\\.json\\.\\d+-\\d+\\.tmp");

    /**
     * {@return what that folder holds, nothing if it is not there}
     *
     * @throws IOException if it cannot be read
     */
    public static CacheContents of(Path folder) throws IOException {
        long answers = 0;
        long bytes = 0;
        for (Path inner : folders(folder)) {
            for (Path file : files(inner, ENTRY)) {
                answers++;
                bytes += Files.size(file);
            }
        }
        return new CacheContents(answers, bytes);
    }

    /**
     * Removes every answer, what a killed program left of one, and the folders that are empty then.
     *
     * @return what was removed
     * @throws IOException if it cannot be read, or a file cannot be removed
     */
    public static CacheContents clear(Path folder) throws IOException {
        CacheContents before = of(folder);
        for (Path inner : folders(folder)) {
            delete(files(inner, ENTRY));
            delete(files(inner, UNFINISHED));
            deleteIfEmpty(inner);
        }
        return before;
    }

    private static List<Path> folders(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.filter(path -> named(path, FOLDER) && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .toList();
        }
    }

    private static List<Path> files(Path folder, Pattern name) throws IOException {
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.filter(path -> named(path, name) && Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                    .toList();
        }
    }

    private static boolean named(Path path, Pattern name) {
        return name.matcher(path.getFileName().toString()).matches();
    }

    private static void delete(List<Path> files) throws IOException {
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }

    private static void deleteIfEmpty(Path folder) throws IOException {
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException e) {
            // Somebody keeps other things there, or a run has just kept an answer.
            return;
        }
    }
}
