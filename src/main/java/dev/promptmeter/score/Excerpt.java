package dev.promptmeter.score;

import java.util.Locale;

/** A piece of foreign text that fits into one line: cut, in quotes, with everything invisible written out. */
final class Excerpt {

    static final int WIDTH = 80;

    /** The most characters of a reason. */
    static final int REASON = 300;

    private static final String CUT = "…";

    private Excerpt() {}

    /** {@return the beginning of the text, in quotes} */
    static String of(String text) {
        return around(text, 0);
    }

    /** {@return the part of the text around that index, in quotes} */
    static String around(String text, int index) {
        int from = 0;
        if (text.length() > WIDTH) {
            from = border(text, Math.max(0, Math.min(index - WIDTH / 3, text.length() - WIDTH)));
        }
        int to = border(text, Math.min(text.length(), from + WIDTH));
        String visible = limit(visible(text.substring(from, to)), WIDTH + WIDTH / 2);
        return '"' + (from > 0 ? CUT : "") + visible + (to < text.length() ? CUT : "") + '"';
    }

    /** {@return the index, or the one before it where it would split a character in two} */
    static int border(String text, int index) {
        boolean inside = index > 0
                && index < text.length()
                && Character.isLowSurrogate(text.charAt(index))
                && Character.isHighSurrogate(text.charAt(index - 1));
        return inside ? index - 1 : index;
    }

    /** {@return the text, with a mark at its end where it was longer than so many characters} */
    static String limit(String text, int length) {
        return text.length() <= length ? text : text.substring(0, border(text, length - 1)) + CUT;
    }

    /** {@return the text in one line: controls, bidirectional and zero-width characters, and unusual blanks as escapes} */
    static String visible(String text) {
        int plain = 0;
        while (plain < text.length() && plain(text.charAt(plain))) {
            plain++;
        }
        if (plain == text.length()) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() + 16).append(text, 0, plain);
        text.codePoints().skip(text.codePointCount(0, plain)).forEach(c -> appendVisible(out, c));
        return out.toString();
    }

    private static boolean plain(char c) {
        return c >= ' ' && c < 0x7F;
    }

    private static void appendVisible(StringBuilder out, int codePoint) {
        switch (codePoint) {
            case ' ' -> out.append(' ');
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (invisible(codePoint)) {
                    out.append(String.format(Locale.ROOT, "\\u{%04X}", codePoint));
                } else {
                    out.appendCodePoint(codePoint);
                }
            }
        }
    }

    static boolean invisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
