package dev.promptmeter.run;

/** A filter cannot be read or needs what is not there. The message shows the filter and says what to do. */
public final class FilterException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final int column;

    FilterException(String code, int column, String message) {
        super(message);
        this.code = code;
        this.column = column;
    }

    /** {@return {@code PM-1003} for a wrong form, {@code PM-1004} for an unknown key, {@code PM-4002} for a term that needs results} */
    public String code() {
        return code;
    }

    /** {@return the code point of the filter where it goes wrong, from 1} */
    public int column() {
        return column;
    }
}
