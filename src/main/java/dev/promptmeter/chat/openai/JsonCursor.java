package dev.promptmeter.chat.openai;

import dev.promptmeter.chat.WellFormed;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Steps through a JSON text in bytes and makes nothing of it that would take memory.
 *
 * <p>It knows strict JSON as one meets it. What is wrong, and what is rare (equal names, a name with an escape, deep nesting, a long
 * number), makes it {@linkplain #lost}: it finds nothing more, and whoever uses it reads the text as a tree instead. Not thread-safe.
 */
final class JsonCursor {

    private static final int DEEPEST = 16;
    private static final int MOST_NAMES = 64;
    private static final int LONGEST_NAME = 256;
    private static final int LONGEST_NUMBER = 64;
    private static final int COUNT_DIGITS = 9;
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    private final int[] nameFroms = new int[MOST_NAMES];
    private final int[] nameTos = new int[MOST_NAMES];
    private byte[] bytes = {};
    private int at;
    private int end;
    private int depth;
    private int names;
    private int from;
    private int to;
    private boolean escaped;
    private boolean lost;

    /** Begins with another text. */
    void begin(byte[] text, int first, int last) {
        bytes = text;
        at = first;
        end = last;
        depth = 0;
        names = 0;
        lost = false;
    }

    /** {@return whether the whole text was one value, and nothing of it wrong or rare} */
    boolean ended() {
        return next() == 0 && at == end && !lost;
    }

    /** Gives up; nothing is found after it. {@return false} */
    boolean lose() {
        lost = true;
        at = end;
        return false;
    }

    /** {@return the next byte that is not blank, which stays; 0 at the end} */
    private int next() {
        while (at < end) {
            byte b = bytes[at];
            if (b > ' ' || b < 0) {
                return b;
            }
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return 0;
            }
            at++;
        }
        return 0;
    }

    /** Enters an object. {@return what {@link #member} is told} */
    int object() {
        open('{');
        return names;
    }

    /** Enters an array. */
    void array() {
        open('[');
    }

    private void open(char bracket) {
        if (next() != bracket || ++depth > DEEPEST) {
            lose();
            return;
        }
        at++;
    }

    /** Goes to the value of the next member, or leaves the object. {@return whether there is one} */
    boolean member(int object) {
        int next = next();
        if (next == '}') {
            names = object;
            return left();
        }
        if (names > object) {
            at++;
        }
        boolean found = (names == object || next == ',') && string() && !escaped && remember(object);
        if (!found || next() != ':') {
            return lose();
        }
        at++;
        return true;
    }

    private boolean left() {
        at++;
        depth--;
        return false;
    }

    private boolean remember(int object) {
        if (names == MOST_NAMES || to - from > LONGEST_NAME) {
            return false;
        }
        for (int i = object; i < names; i++) {
            if (Arrays.equals(bytes, nameFroms[i], nameTos[i], bytes, from, to)) {
                return false;
            }
        }
        nameFroms[names] = from;
        nameTos[names++] = to;
        return true;
    }

    /** {@return whether the name of the newest member is that} */
    boolean named(byte[] name) {
        return Arrays.equals(bytes, from, to, name, 0, name.length);
    }

    /** {@return the name of the newest member} */
    ChunkName name() {
        return ChunkName.of(bytes, from, to);
    }

    /** Goes to the next element, or leaves the array. {@return whether there is one} */
    boolean element(int passed) {
        int next = next();
        if (next == ']') {
            return left();
        }
        if (passed > 0) {
            at++;
        }
        return next != 0 && (passed == 0 || next == ',') || lose();
    }

    /** Passes any value. */
    void value() {
        switch (next()) {
            case '"' -> string();
            case '{' -> members();
            case '[' -> elements();
            case 't' -> literal(TRUE);
            case 'f' -> literal(FALSE);
            case 'n' -> literal(NULL);
            default -> number();
        }
    }

    private void members() {
        int object = object();
        while (member(object)) {
            value();
        }
    }

    /** {@return how many there are} */
    private int elements() {
        array();
        int passed = 0;
        while (element(passed)) {
            passed++;
            value();
        }
        return passed;
    }

    private boolean literal(byte[] word) {
        if (at + word.length > end || !Arrays.equals(bytes, at, at + word.length, word, 0, word.length)) {
            return lose();
        }
        at += word.length;
        return true;
    }

    /** {@return where the text ends that begins there, behind its quote; -1 if it is none} */
    int endOfText(byte[] text, int first, int last) {
        begin(text, first - 1, last);
        return string() ? to : -1;
    }

    private boolean string() {
        if (next() != '"') {
            return lose();
        }
        escaped = false;
        from = at + 1;
        for (int i = from; i < end; ) {
            byte b = bytes[i];
            if (b == '"') {
                to = i;
                at = i + 1;
                return true;
            }
            i = b >= ' ' && b != '\\' ? i + 1 : afterCharacter(i);
        }
        return lose();
    }

    /** {@return where the next character begins; the end if this one is no character} */
    private int afterCharacter(int i) {
        int length = bytes[i] < 0 ? WellFormed.length(bytes, i, end) : bytes[i] == '\\' ? escapeLength(i) : 0;
        return length == 0 ? end : i + length;
    }

    private int escapeLength(int i) {
        escaped = true;
        if (i + 1 >= end) {
            return 0;
        }
        return switch (bytes[i + 1]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> 2;
            case 'u' -> i + 6 <= end && SlicedText.unit(bytes, i + 2) >= 0 ? 6 : 0;
            default -> 0;
        };
    }

    private void number() {
        int length = JsonNumber.length(bytes, at, end);
        if (length == 0 || length > LONGEST_NUMBER) {
            lose();
            return;
        }
        at += length;
    }

    /** Passes a number without sign, point or exponent. {@return it} */
    int count() {
        next();
        int first = at;
        number();
        int count = 0;
        for (int i = first; i < at && !lost; i++) {
            if (bytes[i] < '0' || bytes[i] > '9' || i - first == COUNT_DIGITS) {
                lose();
            } else {
                count = count * 10 + bytes[i] - '0';
            }
        }
        return count;
    }

    /** Passes a text, of which it takes note, or a null. */
    void text(SlicedText text) {
        if (absent()) {
            text.absent();
        } else if (string()) {
            text.between(bytes, from, to);
        }
    }

    /** As {@link #text}, for one that counts by what it says: it has no escapes. */
    void word(SlicedText text) {
        escaped = false;
        text(text);
        if (escaped) {
            lose();
        }
    }

    /** Passes a null. */
    void nothing() {
        if (!absent()) {
            lose();
        }
    }

    /** Passes a null or a text without characters. */
    void blank() {
        if (!absent() && string() && from < to) {
            lose();
        }
    }

    /** {@return whether there is a null, which is then passed} */
    boolean absent() {
        return next() == 'n' && literal(NULL);
    }

    /** Passes any value. {@return whether it was a null or an empty array} */
    boolean empty() {
        if (absent()) {
            return true;
        }
        if (next() != '[') {
            value();
            return false;
        }
        return elements() == 0;
    }
}
