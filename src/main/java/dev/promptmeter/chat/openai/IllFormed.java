package dev.promptmeter.chat.openai;

/** Finds what a lenient decoder of UTF-8 takes although it stands for no character: long forms, lone halves of a pair, beyond the last one. */
final class IllFormed {

    private IllFormed() {}

    /** {@return whether those bytes hold any of it; only asked of bytes that such a decoder has taken for UTF-8} */
    static boolean in(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] < 0 && leads(bytes[i] & 0xFF, i + 1 < to ? bytes[i + 1] & 0xFF : 0)) {
                return true;
            }
        }
        return false;
    }

    private static boolean leads(int lead, int next) {
        return switch (lead) {
            case 0xC0, 0xC1, 0xF5, 0xF6, 0xF7 -> true;
            case 0xE0 -> next < 0xA0;
            case 0xED -> next >= 0xA0;
            case 0xF0 -> next < 0x90;
            case 0xF4 -> next >= 0x90;
            default -> false;
        };
    }
}
