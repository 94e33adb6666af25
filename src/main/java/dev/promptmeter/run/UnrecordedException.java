package dev.promptmeter.run;

/** An attempt may not be sent, because it cannot be put on record where it should be. */
public final class UnrecordedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Takes why, for people. */
    public UnrecordedException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
