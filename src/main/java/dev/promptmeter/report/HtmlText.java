package dev.promptmeter.report;

import java.util.Locale;

/** The one way of foreign text into HTML: neither markup, nor control, nor direction comes through. */
final class HtmlText {

    private HtmlText() {}

    /** {@return text for content and for attributes in double quotes; what cannot be seen is shown as {@code ⟨U+202E⟩}} */
    static String escaped(String text) {
        int at = firstSpecial(text);
        if (at == text.length()) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() + 32).append(text, 0, at);
        while (at < text.length()) {
            int codePoint = text.codePointAt(at);
            append(codePoint, out);
            at += Character.charCount(codePoint);
        }
        return out.toString();
    }

    private static int firstSpecial(String text) {
        int at = 0;
        while (at < text.length() && harmless(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean harmless(char c) {
        return c >= ' ' && c < 127 && "&<>\"'`".indexOf(c) < 0;
    }

    private static void append(int codePoint, StringBuilder out) {
        switch (codePoint) {
            case '&' -> out.append("&amp;");
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '"' -> out.append("&quot;");
            case '\'' -> out.append("&#39;");
            case '`' -> out.append("&#96;");
            default -> appendVisible(codePoint, out);
        }
    }

    private static void appendVisible(int codePoint, StringBuilder out) {
        boolean layout = codePoint == '\n' || codePoint == '\t';
        if (Visible.acts(codePoint) && !layout) {
            out.append(String.format(Locale.ROOT, "⟨U+%04X⟩", codePoint));
        } else {
            out.appendCodePoint(codePoint);
        }
    }
}
