package dev.promptmeter.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A few lines of a foreign text around one place.
 *
 * @param text the whole text
 * @param at the place
 * @param mark how many characters from there are underlined, 0 for none
 * @param blanks how white space is shown
 */
record TextWindow(String text, int at, int mark, Blanks blanks) {

    /** How white space is shown. */
    enum Blanks {
        PLAIN,
        VISIBLE
    }

    private static final int LINES = 20;
    private static final int BEFORE = 8;
    private static final int WIDTH = 200;
    private static final int LEFT_OF_PLACE = 60;

    static TextWindow around(String text, int at) {
        return new TextWindow(text, at, 0, Blanks.PLAIN);
    }

    /** {@return the same with so many characters underlined} */
    TextWindow marked(int characters) {
        return new TextWindow(text, at, Math.max(1, characters), blanks);
    }

    /** {@return the same with blanks and line ends made visible} */
    TextWindow showingBlanks() {
        return new TextWindow(text, at, mark, Blanks.VISIBLE);
    }

    /** {@return the lines behind that prefix, further ones indented as far, a line of marks, and how much was left out} */
    List<String> lines(String prefix) {
        List<String> out = new ArrayList<>();
        int from = start();
        int shownTo = from;
        String lead = prefix;
        for (int line = 0; line < LINES && (line == 0 || shownTo < text.length() || shownTo == at); line++) {
            int end = text.indexOf('\n', shownTo);
            int to = end < 0 ? text.length() : end;
            add(out, lead, shownTo, to);
            shownTo = to + 1;
            lead = " ".repeat(prefix.length());
        }
        int more = text.length() - shownTo;
        if (more > 0) {
            out.add(lead + String.format(Locale.ROOT, "… %,d more characters", more));
        }
        return out;
    }

    private int start() {
        int from = at;
        for (int line = 0; line <= BEFORE && from > 0; line++) {
            from = text.lastIndexOf('\n', from - 1);
        }
        return from <= 0 ? 0 : from + 1;
    }

    private void add(List<String> out, String lead, int lineFrom, int lineTo) {
        boolean here = at >= lineFrom && at <= lineTo;
        int from = here ? Excerpt.border(text, Math.max(lineFrom, at - LEFT_OF_PLACE)) : lineFrom;
        int to = Excerpt.border(text, Math.min(lineTo, from + WIDTH));
        String cutBefore = from > lineFrom ? "…" : "";
        String lineEnd = to == lineTo && lineTo < text.length() && blanks == Blanks.VISIBLE ? "⏎" : "";
        out.add(lead + cutBefore + shown(from, to) + (to < lineTo ? "…" : lineEnd));
        if (here && mark > 0) {
            int indent = width(lead) + width(cutBefore) + width(shown(from, Math.min(at, to)));
            int marks = width(shown(Math.min(at, to), Math.min(to, at + mark)));
            out.add(" ".repeat(indent) + "^".repeat(Math.max(1, marks)));
        }
    }

    private String shown(int from, int to) {
        String piece = Excerpt.visible(text.substring(from, Math.max(from, to)));
        return blanks == Blanks.VISIBLE ? piece.replace(' ', '·') : piece;
    }

    private static int width(String shown) {
        return shown.codePointCount(0, shown.length());
    }
}
