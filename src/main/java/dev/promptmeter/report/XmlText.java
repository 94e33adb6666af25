package dev.promptmeter.report;

import java.util.Locale;

/** Foreign text as XML 1.0 can hold it: what it cannot becomes {@code \}{@code uXXXX}. Markup is left to the writer. */
final class XmlText {

    /** Bytes that a character takes at most: as a reference, or as an escape with another backslash. */
    static final long MOST_OF_A_CHARACTER = 7;

    private XmlText() {}

    /** {@return the text for content, with its line ends} */
    static String of(String text) {
        return escaped(text, "\t\n");
    }

    /** {@return the text for an attribute: line ends and tabs are written out, or a parser would turn them into blanks} */
    static String line(String text) {
        return escaped(text, "");
    }

    /** {@return the start of a text that takes no more than so many bytes when it is written} */
    static String start(String text, int bytes) {
        int left = bytes;
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            left -= cost(text.codePointAt(at));
            if (left < 0) {
                return text.substring(0, at) + "…";
            }
        }
        return text;
    }

    /** What is written as a reference or as an escape takes at most six bytes. */
    private static int cost(int c) {
        boolean plain = c == '\n' || c == '\t' || legal(c) && "<>&\"".indexOf(c) < 0;
        if (!plain) {
            return 6;
        }
        return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    }

    private static String escaped(String text, String kept) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (legal(c) || kept.indexOf(c) >= 0) {
                out.appendCodePoint(c);
            } else {
                out.append(String.format(Locale.ROOT, "\\u%04X", c));
            }
        });
        return out.toString();
    }

    /** {@return whether XML holds that character and gives it back unchanged} */
    static boolean legal(int codePoint) {
        return codePoint >= 0x20 && codePoint < 0x7F
                || codePoint >= 0xA0 && codePoint <= 0xD7FF && codePoint != 0x2028
                || codePoint >= 0xE000 && codePoint <= 0xFFFD
                || codePoint >= 0x10000;
    }
}
