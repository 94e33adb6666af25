package dev.promptmeter.simulator;

/** The token rule, simple enough to recompute by hand: pieces of four code points, the last may be shorter. */
final class Tokens {

    private static final int PIECE = 4;

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
        StringBuilder text = new StringBuilder(tokens * PIECE);
        for (int word = 0; word < tokens; word++) {
            long random = numbers.nextLong();
            text.append((char) ('a' + (random & 0xffff) % 26));
            text.append("aeiou".charAt((int) ((random >>> 16 & 0xffff) % 5)));
            text.append((char) ('a' + (random >>> 32 & 0xffff) % 26));
            text.append(word < tokens - 1 ? ' ' : '.');
        }
        return text.toString();
    }
}
