package dev.promptmeter.gate;

import dev.promptmeter.dataset.NearName;
import java.util.Collection;
import java.util.List;
import java.util.function.IntPredicate;

/** The text of one gate and how far it has been read. White space before a token is skipped. */
final class GateText {

    private final String text;
    private int at;

    GateText(String text) {
        this.text = text;
    }

    /** {@return the column of the next token, counted in code points from 1} */
    int column() {
        skipSpace();
        return text.codePointCount(0, at) + 1;
    }

    private void skipSpace() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    boolean atEnd() {
        skipSpace();
        return at == text.length();
    }

    /** {@return whether the next token begins so} */
    boolean sees(String token) {
        skipSpace();
        return text.startsWith(token, at);
    }

    /** {@return whether the next token was that one; it is then behind us} */
    boolean took(String token) {
        boolean seen = sees(token);
        if (seen) {
            at += token.length();
        }
        return seen;
    }

    /** {@return the characters that fit, possibly none} */
    String run(IntPredicate fits) {
        skipSpace();
        int start = at;
        while (at < text.length() && fits.test(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    /** {@return what stands between the quotation mark before us and the next} */
    String quoted() {
        int column = column();
        int end = text.indexOf('"', at + 1);
        if (end < 0) {
            throw fault("PM-1501", column, "at column " + column + " a quotation mark is not closed");
        }
        String inside = text.substring(at + 1, end);
        at = end + 1;
        return inside;
    }

    /** {@return the complaint that something else was expected here} */
    GateException expected(String what) {
        int column = column();
        return expected(column, what, found(), List.of());
    }

    /** {@return the complaint about a word that is already behind us, with the name that was probably meant} */
    GateException expected(int column, String what, String found, Collection<String> names) {
        String seen = found.isEmpty() ? "the end" : "'" + found + "'";
        return fault(
                "PM-1501",
                column,
                "at column " + column + " expected " + what + ", found " + seen + NearName.question(found, names));
    }

    private String found() {
        int end = at;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return text.substring(at, end);
    }

    GateException fault(String code, int column, String what) {
        return new GateException(code, column, "gate '" + text + "': " + what);
    }
}
