package dev.promptmeter.archive;

/** What the index of a journal keeps instead of names: 64 bits are enough to tell those of one run apart. */
final class RecordHash {

    private static final int KEY_DIGITS_KEPT = 16;

    private RecordHash() {}

    /** {@return whether that can be an answer key} */
    static boolean isKey(String text) {
        int digits = 0;
        while (digits < text.length() && Character.digit(text.charAt(digits), 16) >= 0) {
            digits++;
        }
        return digits >= KEY_DIGITS_KEPT;
    }

    /** {@return a hash of an answer key} */
    static long ofKey(String key) {
        return Long.parseUnsignedLong(key, 0, KEY_DIGITS_KEPT, 16);
    }

    /** {@return a hash of two texts: FNV-1a, 64 bits} */
    static long of(String first, String second) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < first.length(); i++) {
            hash = (hash ^ first.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ '\n') * 0x100000001b3L;
        for (int i = 0; i < second.length(); i++) {
            hash = (hash ^ second.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }
}
