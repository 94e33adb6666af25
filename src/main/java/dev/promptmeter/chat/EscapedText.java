package dev.promptmeter.chat;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A piece of text without its escapes, which knows where each of its characters stood. */
final class EscapedText {

    /** Of this many bytes the characters are held at once, and as many more as a key spelled in escapes of escapes can take. */
    private static final int PIECE = 64 << 10;

    private static final int OVERLAP = 24 << 10;

    /** Escapes within escapes: more than programs stack by themselves, and so few that the work stays in proportion to the text. */
    private static final int DEEPEST = 8;

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
            EscapedText text = of(bytes, from, to);
            for (int depth = 0; text != null && depth < DEEPEST; depth++, text = text.inner()) {
                int[] places = text.places;
                search.in(text.plain, (first, last) -> mask.hide(places[first], places[last]));
            }
        }
    }

    private static @Nullable EscapedText of(byte[] bytes, int from, int to) {
        if (!Escapes.mayHide(bytes, from, to)) {
            return null;
        }
        byte[] plain = new byte[to - from];
        int[] places = new int[to - from + 1];
        int used = 0;
        for (int at = from; at < to; used++) {
            places[used] = at;
            int escape = Escapes.at(bytes, at, to);
            plain[used] = escape == Escapes.NONE ? bytes[at] : Escapes.meaning(escape);
            at += escape == Escapes.NONE ? 1 : Escapes.length(escape);
        }
        places[used] = to;
        return new EscapedText(Arrays.copyOf(plain, used), places);
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
