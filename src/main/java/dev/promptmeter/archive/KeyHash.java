package dev.promptmeter.archive;

/** The first 64 bits of an answer key: enough to find it by. */
final class KeyHash {

    private static final int DIGITS_KEPT = 16;

    private KeyHash() {}

    /** {@return whether that can be an answer key} */
    static boolean isKey(String text) {
        int digits = 0;
        while (digits < text.length() && Character.digit(text.charAt(digits), 16) >= 0) {
            digits++;
        }
        return digits >= DIGITS_KEPT;
    }

    static long of(String key) {
        return Long.parseUnsignedLong(key, 0, DIGITS_KEPT, 16);
    }
}
