package dev.promptmeter.score;

import java.text.Normalizer;

/**
 * Unicode normalization in time that grows evenly with the text. The library sorts the marks behind a character one by one, which takes
 * minutes for a million of them; no script puts more than a handful there, so a longer run is brought into form piece by piece.
 */
final class Composition {

    private static final int MOST_MARKS = 100;

    /** The first character that is a mark, or that a decomposition turns into one. */
    private static final char FIRST_MARK = '\u0300';

    private Composition() {}

    /** {@return the text in that form; only behind more than 100 marks in a row may marks keep their order} */
    static String of(String text, Normalizer.Form form) {
        int from = 0;
        int marks = 0;
        StringBuilder out = null;
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            marks = codePoint >= FIRST_MARK && mark(codePoint) ? marks + 1 : 0;
            if (marks > MOST_MARKS) {
                out = out == null ? new StringBuilder(text.length()) : out;
                out.append(Normalizer.normalize(text.substring(from, i), form));
                from = i;
                marks = 1;
            }
            i += Character.charCount(codePoint);
        }
        String rest = Normalizer.normalize(out == null ? text : text.substring(from), form);
        return out == null ? rest : out.append(rest).toString();
    }

    private static boolean mark(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK -> true;
            // The sound marks of half-width kana, which become combining ones.
            default -> codePoint == 0xFF9E || codePoint == 0xFF9F;
        };
    }
}
