package dev.promptmeter.score;

import java.util.HashSet;
import java.util.Set;

/** The tags of a text one after the other, those in comments left out. Takes one pass, whatever the text is. */
final class TagScan {

    /** The kinds of tags. */
    enum Kind {
        START,
        END,
        EMPTY
    }

    private final String text;
    private final Set<String> nowhere = new HashSet<>();
    private int at;
    private int from;
    private String name = "";
    private Kind kind = Kind.START;

    TagScan(String text) {
        this.text = text;
    }

    /** {@return whether there is a further tag, which is looked at from now on} */
    boolean next() {
        while (true) {
            at = text.indexOf('<', at);
            if (at < 0) {
                at = text.length();
                return false;
            }
            from = at;
            if (markup()) {
                return true;
            }
        }
    }

    int from() {
        return from;
    }

    /** {@return the index behind the tag} */
    int to() {
        return at;
    }

    String name() {
        return name;
    }

    Kind kind() {
        return kind;
    }

    private boolean markup() {
        if (text.startsWith("<!--", at)) {
            return skipped("-->");
        }
        if (text.startsWith("<![CDATA[", at)) {
            return skipped("]]>");
        }
        if (text.startsWith("<?", at)) {
            return skipped("?>");
        }
        boolean end = text.startsWith("</", at);
        int start = at + (end ? 2 : 1);
        int nameEnd = nameEnd(start);
        int close = tagEnd(nameEnd);
        boolean tag = nameEnd > start && close < text.length() && text.charAt(close) == '>';
        at = Math.max(from + 1, close + (tag ? 1 : 0));
        if (tag) {
            name = text.substring(start, nameEnd);
            kind = end ? Kind.END : text.charAt(close - 1) == '/' ? Kind.EMPTY : Kind.START;
        }
        return tag;
    }

    private boolean skipped(String end) {
        int to = nowhere.contains(end) ? -1 : text.indexOf(end, at);
        if (to < 0) {
            // Looking for it again at every beginning would take time with the square of the length.
            nowhere.add(end);
            at++;
        } else {
            at = to + end.length();
        }
        return false;
    }

    private int nameEnd(int start) {
        int end = start;
        while (end < text.length() && (begins(text.charAt(end)) || end > start && continues(text.charAt(end)))) {
            end++;
        }
        return end;
    }

    private static boolean begins(char c) {
        return Character.isLetter(c) || c == '_' || c == ':' || Character.isSurrogate(c);
    }

    private static boolean continues(char c) {
        return Character.isDigit(c) || c == '-' || c == '.' || c == 0xB7;
    }

    /** {@return the index of the closing bracket, or of whatever shows that this is no tag} */
    private int tagEnd(int start) {
        char quote = 0;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '<' || c == '>' && quote == 0) {
                return i;
            }
            if (c == quote) {
                quote = 0;
            } else if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
            }
        }
        return text.length();
    }
}
