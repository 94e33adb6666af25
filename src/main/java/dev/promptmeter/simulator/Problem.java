package dev.promptmeter.simulator;

import org.jspecify.annotations.Nullable;

/**
 * One thing wrong with a script or a setting, and where it stands.
 *
 * @param file the file or the flag, or null when the text came from neither
 * @param line counted from 1, or null when the problem has no line
 * @param column counted from 1, or null when the problem has no column
 * @param text what is wrong, what was seen and what to do
 */
public record Problem(
        @Nullable String file,
        @Nullable Integer line,
        @Nullable Integer column,
        String text) {

    Problem in(String otherFile) {
        return new Problem(otherFile, line, column, text);
    }

    /** {@return the problem as {@code file:line:column  text}, leaving out what is unknown} */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        if (file != null) {
            out.append(file);
        }
        if (line != null) {
            out.append(file == null ? "line " : ":").append(line);
        }
        if (column != null) {
            out.append(':').append(column);
        }
        return out.append(out.isEmpty() ? "" : "  ").append(text).toString();
    }
}
