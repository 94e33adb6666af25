package dev.promptmeter.score;

import java.util.Locale;

/**
 * The text of an answer as a judge is shown it: cut in the middle where it is long, with everything that a reader would not see
 * written out, but for line feeds and tabs.
 *
 * @param shown what stands between the marks
 * @param cut whether something was left out
 */
record CandidateText(String shown, boolean cut) {

    /** Code points of the answer that are shown at most. */
    static final int LONGEST = 32_768;

    private static final int EACH_END = LONGEST / 2;

    static CandidateText of(String text) {
        int length = text.codePointCount(0, text.length());
        if (length <= LONGEST) {
            return new CandidateText(escaped(text), false);
        }
        String beginning = text.substring(0, text.offsetByCodePoints(0, EACH_END));
        String end = text.substring(text.offsetByCodePoints(text.length(), -EACH_END));
        String gap = "\n[... " + (length - LONGEST) + " characters left out here ...]\n";
        return new CandidateText(escaped(beginning) + gap + escaped(end), true);
    }

    /** {@return whether something of that text would be left out} */
    static boolean cuts(String text) {
        return text.length() > LONGEST && text.codePointCount(0, text.length()) > LONGEST;
    }

    private static String escaped(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            if (hidden(codePoint)) {
                out.append(String.format(Locale.ROOT, "\\u{%04X}", codePoint));
            } else {
                out.appendCodePoint(codePoint);
            }
            i += Character.charCount(codePoint);
        }
        return out.toString();
    }

    /** {@return whether a reader would not see that character as what it is} */
    static boolean hidden(int codePoint) {
        return codePoint != '\n'
                && codePoint != '\t'
                && codePoint != ' '
                && (Excerpt.invisible(codePoint) || blankGlyph(codePoint));
    }

    /** Letters and marks that draw nothing: fillers, joiners, and the variation selectors in which text can be smuggled. */
    private static boolean blankGlyph(int codePoint) {
        return switch (codePoint) {
            case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0 -> true;
            default ->
                codePoint >= 0x180B && codePoint <= 0x180F
                        || codePoint >= 0xFE00 && codePoint <= 0xFE0F
                        || codePoint >= 0xE0100 && codePoint <= 0xE01EF
                        || Character.getType(codePoint) == Character.PRIVATE_USE;
        };
    }
}
