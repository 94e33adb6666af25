package dev.promptmeter.report;

import java.util.Locale;

/** Text for a console that can show nothing but ASCII. */
public final class AsciiText {

    private static final int ASCII = 0x80;

    private AsciiText() {}

    /** {@return the text with our own signs replaced by their ASCII forms and everything else written out} */
    public static String of(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c < ASCII) {
                out.append((char) c);
            } else {
                out.append(sign(c));
            }
        });
        return out.toString();
    }

    private static String sign(int codePoint) {
        return switch (codePoint) {
            case '✓' -> "ok";
            case '✗' -> "x";
            case '–', '−' -> "-";
            case '·' -> "|";
            case '…' -> "...";
            case '±' -> "+-";
            case '→' -> "->";
            case '×' -> "x";
            case '━' -> "=";
            case '╌' -> ".";
            case '≠' -> "!=";
            case '≤' -> "<=";
            case '≥' -> ">=";
            case '⟨' -> "<";
            case '⟩' -> ">";
            default -> escaped(codePoint);
        };
    }

    private static String escaped(int codePoint) {
        StringBuilder out = new StringBuilder();
        for (char c : Character.toChars(codePoint)) {
            out.append(String.format(Locale.ROOT, "\\u%04X", (int) c));
        }
        return out.toString();
    }
}
