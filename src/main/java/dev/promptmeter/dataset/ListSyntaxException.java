package dev.promptmeter.dataset;

/** A list in a cell cannot be read; the message says why. */
public final class ListSyntaxException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int offset;

    ListSyntaxException(String message, int offset) {
        super(message);
        this.offset = offset;
    }

    /** {@return the index in the text where the fault stands, from 0} */
    public int offset() {
        return offset;
    }
}
