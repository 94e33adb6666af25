package dev.promptmeter.chat.openai;

import java.util.Locale;

/** Foreign text on one line: blanks for line ends, escapes for what cannot be seen, cut to a length. */
final class VisibleText {

    private VisibleText() {}

    /** {@return at most so many characters of the text} */
    static String of(String text, int longest) {
        String start = text.length() > longest ? text.substring(0, longest) : text;
        return plain(start) ? start : escaped(start, longest);
    }

    private static boolean plain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    private static String escaped(String start, int longest) {
        StringBuilder out = new StringBuilder(start.length());
        start.codePoints().forEach(point -> append(out, point));
        return out.length() > longest ? out.substring(0, longest) : out.toString();
    }

    private static void append(StringBuilder out, int point) {
        if (point == '\n' || point == '\r' || point == '\t') {
            out.append(' ');
            return;
        }
        switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> out.append(String.format(Locale.ROOT, "⟨U+%04X⟩", point));
            default -> out.appendCodePoint(point);
        }
    }
}
