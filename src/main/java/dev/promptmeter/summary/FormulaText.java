package dev.promptmeter.summary;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of one expression and how far it has been read. White space before a token is skipped. */
final class FormulaText {

    private static final Pattern NUMBER = Pattern.compile("[0-9]+(\\.[0-9]+)?");
    private static final Pattern ONE_NAME = Pattern.compile("\\s*(\"[^\"]*\"|[A-Za-z_][A-Za-z0-9_.-]*)\\s*\\)");

    private final String name;
    private final String text;
    private int at;

    FormulaText(String name, String text) {
        this.name = name;
        this.text = text;
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

    boolean sees(char sign) {
        skipSpace();
        return at < text.length() && text.charAt(at) == sign;
    }

    boolean took(char sign) {
        boolean seen = sees(sign);
        at += seen ? 1 : 0;
        return seen;
    }

    void require(char sign) {
        if (!took(sign)) {
            throw expected("'" + sign + "'");
        }
    }

    boolean seesDigit() {
        skipSpace();
        return at < text.length() && digit(text.charAt(at));
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    double number() {
        Matcher matcher = NUMBER.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            throw expected("a number");
        }
        at = matcher.end();
        return Double.parseDouble(matcher.group());
    }

    /** {@return whether nothing but one name stands before the closing parenthesis} */
    boolean holdsOneName() {
        return ONE_NAME.matcher(text).region(at, text.length()).lookingAt();
    }

    /** {@return the name before us, bare or in quotes; empty if there is none} */
    String name(String more) {
        if (took('"')) {
            int end = text.indexOf('"', at);
            if (end < 0) {
                throw fault("PM-1501", "a quotation mark is not closed");
            }
            String inside = text.substring(at, end);
            at = end + 1;
            return inside;
        }
        int start = at;
        while (at < text.length() && belongs(text.charAt(at), at == start, more)) {
            at++;
        }
        return text.substring(start, at);
    }

    private static boolean belongs(char c, boolean first, String more) {
        boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
        return letter || !first && (digit(c) || c == '.' || more.indexOf(c) >= 0);
    }

    FormulaException expected(String what) {
        skipSpace();
        String found = at == text.length() ? "the end" : "'" + text.substring(at, text.offsetByCodePoints(at, 1)) + "'";
        return fault("PM-1501", "expected " + what + ", found " + found);
    }

    FormulaException fault(String code, String what) {
        int column = text.codePointCount(0, at) + 1;
        return new FormulaException(
                code, "derived metric '" + name + "': '" + text + "': at column " + column + " " + what);
    }
}
