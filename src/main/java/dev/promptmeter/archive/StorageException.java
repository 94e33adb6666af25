package dev.promptmeter.archive;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A run folder cannot be used or written. The message has its code and says what to do. */
public final class StorageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final transient List<String> unsaved;

    /** Takes the code of the fault and the sentence for people. */
    public StorageException(String code, String message) {
        super(message);
        this.code = code;
        this.unsaved = List.of();
    }

    /** Takes the code of the fault, the sentence for people, and what the system said. */
    public StorageException(String code, String message, Throwable cause) {
        this(code, message, cause, List.of());
    }

    /** Takes also the lines that no file took, in base64. */
    StorageException(String code, String message, Throwable cause, List<String> unsaved) {
        super(message, cause);
        this.code = code;
        this.unsaved = List.copyOf(unsaved);
    }

    /**
     * {@return that the path cannot be written, and why}
     *
     * @param then what is true or can be done all the same; empty for nothing
     */
    public static StorageException unwritable(Path path, IOException cause, String then) {
        String more = then.isEmpty() ? "" : "; " + then;
        return new StorageException("PM-5002", path + " cannot be written: " + DiskFault.said(cause) + more, cause);
    }

    /** {@return records that no file took, in base64, to be shown behind the message; usually none} */
    public List<String> unsaved() {
        return unsaved;
    }

    /** {@return {@code PM-5nnn}} */
    public String code() {
        return code;
    }
}
