package dev.promptmeter.report;

import java.util.Locale;

/** Foreign text made fit for people: nothing in it can act on a terminal, turn a line around or hide. */
public final class Visible {

    private static final int LONGEST = 200;

    private Visible() {}

    /** {@return the text in one line, cut at 200 characters, with controls, format characters and line ends as {@code ⟨U+202E⟩}} */
    public static String line(String text) {
        return all(cut(text));
    }

    private static String cut(String text) {
        if (text.codePointCount(0, Math.min(text.length(), 2 * LONGEST + 2)) <= LONGEST) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "…";
    }

    /** {@return the whole text in one line, with controls, format characters and line ends as {@code ⟨U+202E⟩}} */
    static String all(String text) {
        int at = 0;
        while (at < text.length() && text.charAt(at) >= ' ' && text.charAt(at) < 127) {
            at++;
        }
        if (at == text.length()) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() + 32).append(text, 0, at);
        while (at < text.length()) {
            int codePoint = text.codePointAt(at);
            append(out, codePoint);
            at += Character.charCount(codePoint);
        }
        return out.toString();
    }

    private static void append(StringBuilder out, int codePoint) {
        if (acts(codePoint)) {
            out.append(String.format(Locale.ROOT, "⟨U+%04X⟩", codePoint));
        } else {
            out.appendCodePoint(codePoint);
        }
    }

    /** {@return whether that character does something instead of showing something} */
    static boolean acts(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            // U+FFFE, U+FFFF and their like in the other planes are no characters at all.
            default -> (codePoint & 0xFFFE) == 0xFFFE;
        };
    }
}
