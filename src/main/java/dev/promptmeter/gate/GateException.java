package dev.promptmeter.gate;

/** A gate cannot be read or asks for what cannot be judged. The message names the expression; the caller knows its line. */
public final class GateException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final int column;

    GateException(String code, int column, String message) {
        super(message);
        this.code = code;
        this.column = column;
    }

    /** {@return {@code PM-1501} to {@code PM-1505}} */
    public String code() {
        return code;
    }

    /** {@return the code point of the expression where it goes wrong, from 1} */
    public int column() {
        return column;
    }
}
