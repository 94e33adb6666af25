package dev.promptmeter.chat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads one character as JSON, addresses or HTML spell it. Only visible ASCII matters: no key has another character, so all others
 * mean the same byte, which no key holds.
 */
final class Escapes {

    /** No escape begins there. */
    static final int NONE = 0;

    private static final int FOREIGN = 0x80;
    private static final int MOST_REFERENCE_DIGITS = 7;
    private static final byte[][] NAMES = {ascii("amp;"), ascii("lt;"), ascii("gt;"), ascii("quot;"), ascii("apos;")};
    private static final String NAMED = "&<>\"'";

    private Escapes() {}

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** {@return whether a character of a key may be spelled there; the quotes and line ends that JSON is full of do not count} */
    static boolean mayHide(byte[] bytes, int from, int to) {
        for (int i = from; i + 2 < to; i++) {
            byte b = bytes[i];
            if ((b == '\\' || b == '%' || b == '&') && mayHide(bytes, i, bytes[i + 1], to)) {
                return true;
            }
        }
        return false;
    }

    private static boolean mayHide(byte[] bytes, int at, byte next, int to) {
        return switch (bytes[at]) {
            case '\\' ->
                next == '/' || next == '\\' && bytes[at + 2] == '\\' || next == 'u' && visible(at(bytes, at, to));
            case '%' -> visible(at(bytes, at, to));
            default -> at(bytes, at, to) != NONE;
        };
    }

    private static boolean visible(int escape) {
        return escape != NONE && meaning(escape) > ' ';
    }

    /** {@return the escape that begins there, which knows its length and meaning; {@link #NONE} if none does} */
    static int at(byte[] bytes, int at, int to) {
        return switch (bytes[at]) {
            case '\\' -> backslashed(bytes, at, to);
            case '%' -> at + 3 > to ? NONE : coded(bytes, at, at + 1, at + 3);
            case '&' -> reference(bytes, at, to);
            default -> NONE;
        };
    }

    /** {@return how many bytes it takes} */
    static int length(int escape) {
        return escape >> 8;
    }

    /** {@return the byte that it stands for} */
    static byte meaning(int escape) {
        return (byte) escape;
    }

    private static int escape(int length, int code) {
        return length << 8 | (code < FOREIGN ? code : FOREIGN);
    }

    private static int backslashed(byte[] bytes, int at, int to) {
        if (at + 1 >= to) {
            return NONE;
        }
        byte next = bytes[at + 1];
        if (next == 'u') {
            return at + 6 > to ? NONE : coded(bytes, at, at + 2, at + 6);
        }
        return "\"\\/".indexOf(next) >= 0 ? escape(2, next) : "bfnrt".indexOf(next) >= 0 ? escape(2, ' ') : NONE;
    }

    private static int coded(byte[] bytes, int at, int digits, int end) {
        int code = 0;
        for (int i = digits; i < end; i++) {
            int digit = Character.digit(bytes[i], 16);
            if (digit < 0) {
                return NONE;
            }
            code = code * 16 + digit;
        }
        return escape(end - at, code);
    }

    private static int reference(byte[] bytes, int at, int to) {
        if (at + 1 < to && bytes[at + 1] == '#') {
            return numbered(bytes, at, to);
        }
        for (int i = 0; i < NAMES.length; i++) {
            int end = at + 1 + NAMES[i].length;
            if (end <= to && Arrays.equals(bytes, at + 1, end, NAMES[i], 0, NAMES[i].length)) {
                return escape(end - at, NAMED.charAt(i));
            }
        }
        return NONE;
    }

    /** The semicolon may be missing: browsers do without it. */
    private static int numbered(byte[] bytes, int at, int to) {
        boolean hexadecimal = at + 2 < to && (bytes[at + 2] | 0x20) == 'x';
        int radix = hexadecimal ? 16 : 10;
        int first = hexadecimal ? at + 3 : at + 2;
        int code = 0;
        int i = first;
        while (i < to && i - first < MOST_REFERENCE_DIGITS && Character.digit(bytes[i], radix) >= 0) {
            code = code * radix + Character.digit(bytes[i], radix);
            i++;
        }
        if (i == first) {
            return NONE;
        }
        return escape(i < to && bytes[i] == ';' ? i + 1 - at : i - at, code);
    }
}
