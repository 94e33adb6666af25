package dev.promptmeter.chat.openai;

/** Characters of more than one byte in UTF-8, by the strict table: no long forms, no halves of a pair, none beyond the last one. */
final class Utf8 {

    private Utf8() {}

    /** {@return how many bytes the character takes that begins there, 2 to 4; 0 if none does} */
    static int length(byte[] bytes, int at, int end) {
        int lead = bytes[at] & 0xFF;
        int length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
        if (lead < 0xC2 || lead > 0xF4 || at + length > end || !second(lead, bytes[at + 1] & 0xFF)) {
            return 0;
        }
        for (int i = at + 2; i < at + length; i++) {
            if ((bytes[i] & 0xC0) != 0x80) {
                return 0;
            }
        }
        return length;
    }

    private static boolean second(int lead, int next) {
        int lowest = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
        int highest = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
        return next >= lowest && next <= highest;
    }

    /** {@return the character of so many bytes that begins there} */
    static int point(byte[] bytes, int at, int length) {
        int point = bytes[at] & 0x7F >> length;
        for (int i = at + 1; i < at + length; i++) {
            point = point << 6 | bytes[i] & 0x3F;
        }
        return point;
    }
}
