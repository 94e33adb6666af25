package dev.promptmeter.chat;

/** Tells UTF-8 from bytes that only look like it, without decoding them: Unicode 15, table 3-7. */
public final class WellFormed {

    private static final int NONE = 0;

    private WellFormed() {}

    /** {@return whether all those bytes are UTF-8, so that decoding and encoding gives them again} */
    public static boolean utf8(byte[] bytes, int from, int to) {
        int i = ascii(bytes, from, to);
        while (i < to) {
            int length = length(bytes, i, to);
            if (length == NONE) {
                return false;
            }
            i = ascii(bytes, i + length, to);
        }
        return true;
    }

    /** {@return where it ends} A loop of its own, and so plain that the compiler can unroll it. */
    private static int ascii(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] < 0) {
                return i;
            }
        }
        return to;
    }

    /**
     * {@return how many bytes the character beyond ASCII takes that begins there, 2 to 4; 0 if none does} The first byte says how many
     * follow, and the second may not make it a long form, half a pair, or more than the last character.
     */
    public static int length(byte[] bytes, int at, int to) {
        int lead = bytes[at] & 0xFF;
        int length = lead < 0xC2 || lead > 0xF4 ? NONE : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        if (length == NONE || at + length > to || !second(lead, bytes[at + 1] & 0xFF)) {
            return NONE;
        }
        for (int i = at + 2; i < at + length; i++) {
            if ((bytes[i] & 0xC0) != 0x80) {
                return NONE;
            }
        }
        return length;
    }

    private static boolean second(int lead, int next) {
        int least = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
        int most = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
        return next >= least && next <= most;
    }
}
