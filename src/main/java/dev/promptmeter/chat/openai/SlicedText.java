package dev.promptmeter.chat.openai;

import dev.promptmeter.chat.WellFormed;
import java.util.Arrays;

/** A text of a JSON value where it stands in the bytes, known to be well formed; it may be absent. Valid as long as those bytes. */
final class SlicedText {

    private byte[] bytes = {};
    private int from;
    private int to;

    /** There is none. */
    void absent() {
        from = 0;
        to = 0;
    }

    /** It stands between quotes there. */
    void between(byte[] text, int first, int last) {
        bytes = text;
        from = first;
        to = last;
    }

    /** {@return where it begins} */
    int from() {
        return from;
    }

    /** {@return where it ends} */
    int to() {
        return to;
    }

    /** {@return whether it is absent or has no character} */
    boolean isEmpty() {
        return from == to;
    }

    /** {@return whether its bytes are those, escapes and all} */
    boolean is(byte[] written) {
        return to - from == written.length && Arrays.equals(bytes, from, to, written, 0, written.length);
    }

    /** {@return its bytes, escapes and all} */
    byte[] written() {
        return Arrays.copyOfRange(bytes, from, to);
    }

    /** {@return it as a text of its own; empty if it is absent} */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(to - from);
        appendTo(text);
        return text.toString();
    }

    /** Adds what it says. Half a surrogate pair stays one: the other half may come with the next chunk. */
    void appendTo(StringBuilder text) {
        for (int i = from; i < to; ) {
            byte b = bytes[i];
            if (b == '\\') {
                i += unescape(text, i + 1);
            } else if (b >= 0) {
                text.append((char) b);
                i++;
            } else {
                int length = WellFormed.length(bytes, i, to);
                text.appendCodePoint(point(bytes, i, length));
                i += length;
            }
        }
    }

    private static int point(byte[] bytes, int at, int length) {
        int point = bytes[at] & 0x7F >> length;
        for (int i = at + 1; i < at + length; i++) {
            point = point << 6 | bytes[i] & 0x3F;
        }
        return point;
    }

    /** {@return how many bytes the escape takes} */
    private int unescape(StringBuilder text, int at) {
        switch (bytes[at]) {
            case 'b' -> text.append('\b');
            case 'f' -> text.append('\f');
            case 'n' -> text.append('\n');
            case 'r' -> text.append('\r');
            case 't' -> text.append('\t');
            case 'u' -> text.append((char) unit(bytes, at + 1));
            default -> text.append((char) bytes[at]);
        }
        return bytes[at] == 'u' ? 6 : 2;
    }

    /** {@return the UTF-16 unit that the four hexadecimal digits there name; negative if they are none} */
    static int unit(byte[] bytes, int at) {
        int unit = 0;
        for (int i = at; i < at + 4; i++) {
            int digit = bytes[i] < 0 ? -1 : Character.digit(bytes[i], 16);
            if (digit < 0) {
                return -1;
            }
            unit = unit << 4 | digit;
        }
        return unit;
    }
}
