package dev.promptmeter.archive;

import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Folders for their owner alone, and files too, where the file system knows such things. */
final class Permissions {

    private static final FileAttribute<?>[] UNKNOWN = {};

    private Permissions() {}

    static FileAttribute<?>[] folder(Path near) {
        return of(near, "rwx------");
    }

    static FileAttribute<?>[] file(Path near) {
        return of(near, "rw-------");
    }

    /** {@return whether the file system knows of owners and modes} */
    static boolean known(Path near) {
        return near.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static FileAttribute<?>[] of(Path near, String modes) {
        return known(near)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(modes))}
                : UNKNOWN;
    }
}
