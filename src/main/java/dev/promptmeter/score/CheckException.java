package dev.promptmeter.score;

/** A check cannot be used as it is written. The message says what is wrong and what to do; the caller knows where it stands. */
public final class CheckException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;

    /**
     * Takes the code of the fault.
     *
     * @param code {@code PM-14nn}, or {@code PM-1102}, {@code PM-1210} or {@code PM-1215} where they say it better
     */
    public CheckException(String code, String message) {
        super(message);
        this.code = code;
    }

    /** {@return {@code PM-nnnn}} */
    public String code() {
        return code;
    }
}
