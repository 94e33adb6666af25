package dev.promptmeter.archive;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** A run folder cannot be used or written. The message has its code and says what to do. */
public final class StorageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;

    /** Takes the code of the fault and the sentence for people. */
    public StorageException(String code, String message) {
        super(message);
        this.code = code;
    }

    /** Takes the code of the fault, the sentence for people, and what the system said. */
    public StorageException(String code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /**
     * {@return that the path cannot be written, and why}
     *
     * @param then what is true or can be done all the same; empty for nothing
     */
    public static StorageException unwritable(Path path, IOException cause, String then) {
        String more = then.isEmpty() ? "" : "; " + then;
        return new StorageException("PM-5002", path + " cannot be written: " + reason(cause) + more, cause);
    }

    /** The message of many a fault of a file is its path and nothing else. */
    private static String reason(IOException cause) {
        if (cause instanceof AccessDeniedException) {
            return "permission denied";
        }
        String said = cause instanceof FileSystemException file ? file.getReason() : cause.getMessage();
        return said == null ? cause.getClass().getSimpleName() : said;
    }

    /** {@return {@code PM-5nnn}} */
    public String code() {
        return code;
    }
}
