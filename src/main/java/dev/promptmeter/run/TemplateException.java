package dev.promptmeter.run;

/** A template cannot be read. The message says why and what to do; the caller knows which file it stands in. */
public final class TemplateException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    TemplateException(int line, int column, String message) {
        super(message);
        this.line = line;
        this.column = column;
    }

    /** {@return the line within the template, from 1} */
    public int line() {
        return line;
    }

    /** {@return the code point in that line, from 1} */
    public int column() {
        return column;
    }
}
