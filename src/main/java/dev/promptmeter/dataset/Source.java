package dev.promptmeter.dataset;

/**
 * Where something was written.
 *
 * @param file the file as the user named it; empty if it was not written in a file
 * @param line physical line, from 1; 0 if unknown
 * @param column code point in that line, from 1; 0 if unknown
 */
public record Source(String file, int line, int column) {

    /** For what no file says, such as an implied check. */
    public static final Source NOWHERE = new Source("", 0, 0);

    /** {@return the place of a whole line} */
    public static Source line(String file, int line) {
        return new Source(file, line, 0);
    }

    /** {@return {@code file:line:column} as far as known, as an editor understands it} */
    @Override
    public String toString() {
        if (line == 0) {
            return file;
        }
        return column == 0 ? file + ":" + line : file + ":" + line + ":" + column;
    }
}
