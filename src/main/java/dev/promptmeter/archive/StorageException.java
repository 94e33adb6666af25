package dev.promptmeter.archive;

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

    /** {@return {@code PM-5nnn}} */
    public String code() {
        return code;
    }
}
