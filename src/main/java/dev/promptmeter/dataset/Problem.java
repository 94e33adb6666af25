package dev.promptmeter.dataset;

import java.util.List;
import java.util.Locale;

/**
 * One fault of what a user wrote, ready to be shown.
 *
 * @param code {@code PM-nnnn}
 * @param source where it stands
 * @param text what is wrong and what to do, one line
 * @param notes further lines, such as the source line with a mark under the column
 */
public record Problem(String code, Source source, String text, List<String> notes) {

    /** Copies the notes. */
    public Problem {
        if (!code.matches("PM-\\d{4}")) {
            throw new IllegalArgumentException("a code has the form PM-nnnn: " + code);
        }
        notes = List.copyOf(notes);
    }

    /** {@return a problem without further lines} */
    public static Problem of(String code, Source source, String text) {
        return new Problem(code, source, text, List.of());
    }

    /** {@return whether this is a warning: it never changes the exit code} */
    public boolean warning() {
        return code.startsWith("PM-6");
    }

    /** {@return the message as it is printed, continuation lines indented by two} */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder(String.format(Locale.ROOT, "%s  ", code));
        if (!source.file().isEmpty()) {
            out.append(source).append("  ");
        }
        out.append(text);
        notes.forEach(note -> out.append("\n  ").append(note));
        return out.toString();
    }
}
