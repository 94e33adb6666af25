package dev.promptmeter.simulator;

import java.nio.charset.StandardCharsets;

/** The token rule, simple enough to recompute by hand: pieces of four code points, the last may be shorter. */
final class Tokens {

    private static final int PIECE = 4;
    private static final byte[] LETTERS = "abcdefghijklmnopqrstuvwxyz".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] VOWELS = "aeiou".getBytes(StandardCharsets.US_ASCII);

    private Tokens() {}

    static int count(String text) {
        return (text.codePointCount(0, text.length()) + PIECE - 1) / PIECE;
    }

    /** {@return the offset behind {@code tokens} more pieces from {@code from}, or the end of the text} */
    static int end(String text, int from, int tokens) {
        int at = from;
        for (long left = (long) tokens * PIECE; left > 0 && at < text.length(); left--) {
            at += Character.charCount(text.codePointAt(at));
        }
        return at;
    }

    /** {@return so many made-up words, one token each} */
    static String words(int tokens, NumberStream numbers) {
        byte[] text = new byte[tokens * PIECE];
        for (int at = 0; at < text.length; at += PIECE) {
            long random = numbers.nextLong();
            text[at] = LETTERS[(int) (random & 0xffff) % LETTERS.length];
            text[at + 1] = VOWELS[(int) (random >>> 16 & 0xffff) % VOWELS.length];
            text[at + 2] = LETTERS[(int) (random >>> 32 & 0xffff) % LETTERS.length];
            text[at + 3] = (byte) (at + PIECE < text.length ? ' ' : '.');
        }
        return new String(text, StandardCharsets.ISO_8859_1);
    }
}
