package dev.promptmeter.score.json;

/** The text of a path and how far it has been read. */
final class PathText {

    private static final String END = "the end";
    private static final int SHOWN = 20;

    private final String text;
    private int at;

    PathText(String text) {
        this.text = text;
    }

    int at() {
        return at;
    }

    /** Goes back to a place that was passed. */
    void back(int place) {
        at = place;
    }

    /** {@return the next character, NUL at the end} */
    char peek() {
        return peek(0);
    }

    char peek(int further) {
        return at + further < text.length() ? text.charAt(at + further) : '\0';
    }

    boolean ended() {
        return at >= text.length();
    }

    char next() {
        return text.charAt(at++);
    }

    void blanks() {
        while (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r') {
            at++;
        }
    }

    /** {@return whether that stood here; it is passed if it did} */
    boolean take(String wanted) {
        boolean there = text.startsWith(wanted, at);
        at += there ? wanted.length() : 0;
        return there;
    }

    void expect(String wanted) {
        if (!take(wanted)) {
            throw fault("'" + wanted + "' expected");
        }
    }

    /** {@return a name after a dot: letters, digits, underscores and everything beyond ASCII} */
    String name() {
        int from = at;
        while (nameCharacter(peek()) && (at > from || !digit(peek()))) {
            at++;
        }
        if (at == from) {
            throw fault("a name expected");
        }
        if (peek() == '-') {
            throw fault("a name with '-' stands in brackets, such as ['first-name']");
        }
        return text.substring(from, at);
    }

    private static boolean nameCharacter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || digit(c) || c > 0x7F;
    }

    static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    /** {@return the digits from here on} */
    String digits() {
        int from = at;
        while (digit(peek())) {
            at++;
        }
        if (at == from) {
            throw fault("a digit expected");
        }
        return text.substring(from, at);
    }

    String since(int from) {
        return text.substring(from, at);
    }

    /** {@return the fault, with the place and what stands there} */
    PathException fault(String what) {
        int to = Math.min(text.length(), at + SHOWN);
        String here = at >= text.length() ? END : "'" + text.substring(at, to) + "'";
        return new PathException("character " + (at + 1) + ": " + what + ", not " + here);
    }
}
