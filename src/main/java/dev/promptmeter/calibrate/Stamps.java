package dev.promptmeter.calibrate;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The truth stamps in the bytes of a stream: {@code "sim":{"i":12,"w":1,"t":"+0000081234567890123"}}. */
final class Stamps {

    private static final byte[] MARK = "\"sim\":{\"i\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TOKENS = "\"w\":".getBytes(StandardCharsets.US_ASCII);
    private static final int STAMP = 20;

    private Stamps() {}

    /** {@return when each event that brought tokens was written, by the simulator's clock, in order} */
    static long[] ofOutput(byte[] body) {
        long[] found = new long[16];
        int count = 0;
        for (int at = find(body, MARK, 0); at >= 0; at = find(body, MARK, at)) {
            int tokens = find(body, TOKENS, at);
            int stamp = tokens < 0 ? -1 : stampBehind(body, tokens);
            if (stamp >= 0 && body[tokens] != '0') {
                found = count == found.length ? Arrays.copyOf(found, count * 2) : found;
                found[count++] = Long.parseLong(new String(body, stamp, STAMP, StandardCharsets.US_ASCII));
            }
        }
        return Arrays.copyOf(found, count);
    }

    /** {@return where the stamp's sign is: behind the number of tokens and {@code ,"t":"}; -1 if the body ends before} */
    private static int stampBehind(byte[] body, int tokens) {
        int at = tokens;
        while (at < body.length && body[at] != ',') {
            at++;
        }
        int stamp = at + ",\"t\":\"".length();
        return stamp + STAMP > body.length ? -1 : stamp;
    }

    /** {@return the index behind the next occurrence; -1 if there is none} */
    private static int find(byte[] body, byte[] wanted, int from) {
        for (int at = from; at + wanted.length <= body.length; at++) {
            if (body[at] == wanted[0] && Arrays.equals(body, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at + wanted.length;
            }
        }
        return -1;
    }
}
