package dev.promptmeter.dataset;

/** How many bytes characters take in UTF-8, without encoding them. */
final class Utf8 {

    private Utf8() {}

    static int length(char[] chars, int from, int to) {
        int bytes = 0;
        for (int i = from; i < to; i++) {
            bytes += length(chars[i]);
        }
        return bytes;
    }

    static int length(String text) {
        int bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            bytes += length(text.charAt(i));
        }
        return bytes;
    }

    /** {@return the bytes of one character, or half of those of a surrogate pair} */
    static int length(char c) {
        return c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
}
