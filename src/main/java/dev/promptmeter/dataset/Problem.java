package dev.promptmeter.dataset;

import java.util.List;
import java.util.Locale;

/**
 * One fault of what a user wrote, ready to be shown.
 *
 * @param code {@code PM-nnnn}
 * @param source where it stands
 * @param text what is wrong and what to do, one line; foreign text in it is made visible, and what is beyond all reason cut
 * @param notes further lines, such as the source line with a mark under the column
 */
public record Problem(String code, Source source, String text, List<String> notes) {

    private static final int LONGEST = 4_000;

    /** Copies the notes. */
    public Problem {
        if (!code.matches("PM-\\d{4}")) {
            throw new IllegalArgumentException("a code has the form PM-nnnn: " + code);
        }
        text = Shown.visible(text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…");
        notes = notes.stream().map(Shown::visible).toList();
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
            out.append(Shown.visible(source.toString())).append("  ");
        }
        out.append(text);
        notes.forEach(note -> out.append("\n  ").append(note));
        return out.toString();
    }
}
