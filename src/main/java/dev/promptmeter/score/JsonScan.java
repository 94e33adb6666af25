package dev.promptmeter.score;

import dev.promptmeter.dataset.StrictFormat;
import java.util.BitSet;

/** Finds where a JSON value ends, or where it stops being one, in one pass and without making anything of it. */
final class JsonScan {

    private final char[] text;
    private final BitSet objects = new BitSet(StrictFormat.DEEPEST);
    private int depth;
    private int at;

    private JsonScan(char[] text, int from) {
        this.text = text;
        this.at = from;
    }

    /**
     * What was found.
     *
     * @param end index behind the value, or where it broke
     * @param whole whether there is a value
     */
    record Found(int end, boolean whole) {}

    /** {@return the object or array that begins at that index} */
    static Found at(char[] text, int from) {
        JsonScan scan = new JsonScan(text, from);
        boolean whole = scan.container();
        return new Found(scan.at, whole);
    }

    private boolean container() {
        boolean sound = value();
        while (sound && depth > 0) {
            sound = next();
        }
        return sound;
    }

    /** Reads one value; of an object or array only what stands before its first member. */
    private boolean value() {
        blanks();
        return switch (peek()) {
            case '{' -> opened('}') && (closedAtOnce('}') || key());
            case '[' -> opened(']') && (closedAtOnce(']') || value());
            case '"' -> string();
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> number();
        };
    }

    /** Goes on behind a value that is a member of the innermost object or array. */
    private boolean next() {
        blanks();
        boolean inObject = objects.get(depth);
        if (take(inObject ? '}' : ']')) {
            depth--;
            return true;
        }
        return take(',') && (inObject ? blanks() && key() : value());
    }

    private boolean opened(char closing) {
        at++;
        depth++;
        objects.set(depth, closing == '}');
        return depth <= StrictFormat.DEEPEST;
    }

    private boolean closedAtOnce(char closing) {
        blanks();
        boolean closed = take(closing);
        depth -= closed ? 1 : 0;
        return closed;
    }

    private boolean key() {
        return string() && blanks() && take(':') && value();
    }

    private boolean string() {
        if (!take('"')) {
            return false;
        }
        for (; at < text.length && text[at] >= ' '; at++) {
            if (text[at] == '"') {
                at++;
                return true;
            }
            at += text[at] == '\\' ? 1 : 0;
        }
        return false;
    }

    private boolean word(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (!take(word.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private boolean number() {
        int start = at;
        while (at < text.length && "+-.0123456789eE".indexOf(text[at]) >= 0) {
            at++;
        }
        return at > start;
    }

    private boolean blanks() {
        while (at < text.length && (text[at] == ' ' || text[at] == '\n' || text[at] == '\r' || text[at] == '\t')) {
            at++;
        }
        return true;
    }

    private boolean take(char wanted) {
        boolean there = peek() == wanted;
        at += there ? 1 : 0;
        return there;
    }

    private char peek() {
        return at < text.length ? text[at] : '\0';
    }
}
