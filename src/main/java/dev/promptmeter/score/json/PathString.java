package dev.promptmeter.score.json;

/** Reads a text in single or double quotes inside a path. */
final class PathString {

    private final PathText text;
    private final StringBuilder out = new StringBuilder();

    private PathString(PathText text) {
        this.text = text;
    }

    /** {@return whether a text in quotes begins here} */
    static boolean begins(PathText text) {
        return text.peek() == '"' || text.peek() == '\'';
    }

    /** {@return the text without its quotes} */
    static String read(PathText text) {
        return new PathString(text).read();
    }

    private String read() {
        char quote = text.next();
        while (text.peek() != quote) {
            if (text.ended() || text.peek() < ' ') {
                throw text.fault(quote + " expected at the end of the text in quotes");
            }
            char c = text.next();
            if (c == '\\') {
                escape(quote);
            } else {
                out.append(c);
            }
        }
        text.next();
        return out.toString();
    }

    private void escape(char quote) {
        if (text.take(String.valueOf(quote))) {
            out.append(quote);
            return;
        }
        int known = "bfnrt/\\".indexOf(text.peek());
        if (known >= 0 && !text.ended()) {
            text.next();
            out.append("\b\f\n\r\t/\\".charAt(known));
            return;
        }
        text.expect("u");
        char first = unit();
        out.append(first);
        if (Character.isLowSurrogate(first)) {
            throw text.fault("half of a character was escaped, its first half expected before it");
        }
        if (Character.isHighSurrogate(first)) {
            text.expect("\\u");
            char second = unit();
            if (!Character.isLowSurrogate(second)) {
                throw text.fault("the second half of an escaped character expected");
            }
            out.append(second);
        }
    }

    private char unit() {
        int unit = 0;
        for (int i = 0; i < 4; i++) {
            char c = text.peek();
            int digit = c < 0x7F ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                throw text.fault("four hexadecimal digits expected after \\u");
            }
            text.next();
            unit = unit * 16 + digit;
        }
        return (char) unit;
    }
}
