package dev.promptmeter.archive;

import java.io.IOException;
import java.nio.file.Path;

/** A file that is being written was deleted, cut off or replaced. */
final class FileGoneException extends IOException {

    private static final long serialVersionUID = 1L;

    FileGoneException(Path file) {
        super(file + " was deleted, cut off or replaced while it was written");
    }
}
