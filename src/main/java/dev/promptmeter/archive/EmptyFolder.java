package dev.promptmeter.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Makes sure that what is written into a folder meets nothing there, and goes nowhere else. */
final class EmptyFolder {

    private EmptyFolder() {}

    /**
     * Makes that folder and those on the way to it, unless it is there and empty.
     *
     * @return who made it
     * @throws StorageException if it is there and not empty, is a file or a symbolic link, or cannot be made
     */
    static Maker make(Path path) {
        if (Files.isSymbolicLink(path)) {
            throw refused(path, " is a symbolic link, which is never written through; name the folder itself");
        }
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(path)) {
            throw refused(path, " is a file; name a folder that is absent or empty");
        }
        try {
            Maker maker = Files.exists(path) ? Maker.USER : Maker.US;
            Files.createDirectories(path, Permissions.folder(path));
            requireEmpty(path);
            return maker;
        } catch (IOException e) {
            throw StorageException.unwritable(path, e, "");
        }
    }

    private static void requireEmpty(Path path) throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            if (files.findAny().isPresent()) {
                throw refused(path, " is not empty; name a folder that is absent or empty");
            }
        }
    }

    /** Who made a folder that turned out not to be needed. */
    enum Maker {
        /** The user, who keeps it. */
        USER,
        /** This program. */
        US
    }

    /** Leaves a folder as it was that holds nothing but its lock: the run came to nothing before its journal was begun. */
    static void giveBack(Path path, Maker maker) {
        Path lock = path.resolve(RunLock.FILE);
        try (Stream<Path> files = Files.list(path)) {
            if (files.toList().equals(List.of(lock))) {
                Files.delete(lock);
                if (maker == Maker.US) {
                    Files.delete(path);
                }
            }
        } catch (IOException e) {
            // A folder without a journal stays, and harms nobody.
            return;
        }
    }

    private static StorageException refused(Path path, String why) {
        return new StorageException("PM-5002", path + why);
    }
}
