package dev.promptmeter.chat;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A piece of text without its JSON escapes, which knows where each of its characters stood. */
final class EscapedText {

    /** Of this many bytes the characters are held at once, and as many more as a key spelled in escapes of escapes can take. */
    private static final int PIECE = 64 << 10;

    private static final int OVERLAP = 24 << 10;
    private static final int HEX_DIGITS = 4;

    /** Told where in the whole text something has to go. */
    @FunctionalInterface
    interface Mask {

        /** Masks the bytes in {@code [from, to)}. */
        void hide(int from, int to);
    }

    /** Finds what has to go in plain text. */
    @FunctionalInterface
    interface Search {

        /** Tells every hit. */
        void in(byte[] plain, Mask mask);
    }

    private final byte[] plain;
    private final int[] places;

    private EscapedText(byte[] plain, int[] places) {
        this.plain = plain;
        this.places = places;
    }

    /**
     * Searches what is spelled in escapes, also in escapes of escapes, as JSON within JSON has them.
     *
     * @param mask told of places in {@code bytes}
     */
    static void search(byte[] bytes, Search search, Mask mask) {
        for (int from = 0; from < bytes.length; from += PIECE) {
            int to = Math.min(bytes.length, from + PIECE + OVERLAP);
            for (EscapedText text = of(bytes, from, to); text != null; text = text.inner()) {
                int[] places = text.places;
                search.in(text.plain, (first, last) -> mask.hide(places[first], places[last]));
            }
        }
    }

    private static @Nullable EscapedText of(byte[] bytes, int from, int to) {
        if (!escapes(bytes, from, to)) {
            return null;
        }
        byte[] plain = new byte[to - from];
        int[] places = new int[to - from + 1];
        int used = 0;
        for (int at = from; at < to; used++) {
            places[used] = at;
            int length = length(bytes, at, to);
            plain[used] = length == 1 ? bytes[at] : meaning(bytes, at);
            at += length;
        }
        places[used] = to;
        return new EscapedText(Arrays.copyOf(plain, used), places);
    }

    /** Only visible ASCII matters: no key has another character. */
    private static boolean escapes(byte[] bytes, int from, int to) {
        for (int i = from; i + 5 < to; i++) {
            if (bytes[i] == '\\'
                    && bytes[i + 1] == 'u'
                    && bytes[i + 2] == '0'
                    && bytes[i + 3] == '0'
                    && bytes[i + 4] >= '2'
                    && bytes[i + 4] <= '7') {
                return true;
            }
        }
        return false;
    }

    private static int length(byte[] bytes, int at, int to) {
        if (bytes[at] != '\\' || at + 1 >= to) {
            return 1;
        }
        if (bytes[at + 1] != 'u') {
            return "\"\\/bfnrt".indexOf(bytes[at + 1]) >= 0 ? 2 : 1;
        }
        for (int i = at + 2; i < at + 2 + HEX_DIGITS; i++) {
            if (i >= to || Character.digit(bytes[i], 16) < 0) {
                return 1;
            }
        }
        return 2 + HEX_DIGITS;
    }

    private static byte meaning(byte[] bytes, int at) {
        if (bytes[at + 1] != 'u') {
            return "\"\\/".indexOf(bytes[at + 1]) >= 0 ? bytes[at + 1] : (byte) ' ';
        }
        int code = 0;
        for (int i = at + 2; i < at + 2 + HEX_DIGITS; i++) {
            code = code * 16 + Character.digit(bytes[i], 16);
        }
        return code < 0x80 ? (byte) code : (byte) 0x80;
    }

    private @Nullable EscapedText inner() {
        EscapedText inner = of(plain, 0, plain.length);
        if (inner == null) {
            return null;
        }
        int[] outer = new int[inner.places.length];
        for (int i = 0; i <= inner.plain.length; i++) {
            outer[i] = places[inner.places[i]];
        }
        return new EscapedText(inner.plain, outer);
    }
}
