package dev.promptmeter.summary;

/** A derived metric cannot be computed as it is written. The message says where, what is wrong and what to do. */
public final class FormulaException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;

    FormulaException(String code, String message) {
        super(message);
        this.code = code;
    }

    /** {@return {@code PM-1501} for a fault of grammar, {@code PM-1502} for an unknown name} */
    public String code() {
        return code;
    }
}
