package dev.promptmeter.archive;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The text of a long body, taken out of its record as the bytes that it was. A parser of JSON makes a text of chars of it first, which
 * for a stream of events takes longer than all else in its record.
 *
 * @param bytes as they were received
 * @param rest the record with an empty text in its place
 */
record LongBody(byte[] bytes, byte[] rest) {

    private static final int SHORTEST = 8192;

    /** A quote within a text has a backslash before it, so that these bytes stand nowhere else. */
    private static final byte[] OPENING = ",\"body\":{\"text\":\"".getBytes(StandardCharsets.US_ASCII);

    /** {@return the body of the record in those bytes; null if it is short or no text, or a text that we would write otherwise} */
    static @Nullable LongBody in(byte[] record, int from, int to) {
        int text = to - from < SHORTEST ? -1 : text(record, from, to);
        if (text < 0) {
            return null;
        }
        byte[] bytes = new byte[to - text];
        int used = 0;
        int at = text;
        while (at < to && record[at] != '"') {
            byte next = record[at++];
            if (next == '\\') {
                int meant = at < to ? meaning(record, at, to) : -1;
                at += at < to && record[at] == 'u' ? 5 : 1;
                if (meant < 0) {
                    return null;
                }
                next = (byte) meant;
            }
            bytes[used++] = next;
        }
        return at == to
                ? null
                : new LongBody(
                        Arrays.copyOf(bytes, used),
                        joined(Arrays.copyOfRange(record, from, text), Arrays.copyOfRange(record, at, to)));
    }

    private static int text(byte[] record, int from, int to) {
        for (int i = from; i + OPENING.length < to; i++) {
            int end = i + OPENING.length;
            if (record[i] == ',' && Arrays.equals(record, i, end, OPENING, 0, OPENING.length)) {
                return end;
            }
        }
        return -1;
    }

    /** {@return the byte that an escape stands for; -1 if it is none, or stands for a character that we would not have escaped} */
    private static int meaning(byte[] record, int at, int to) {
        return switch (record[at]) {
            case '"', '\\', '/' -> record[at];
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> at + 5 <= to ? control(record, at + 1) : -1;
            default -> -1;
        };
    }

    private static int control(byte[] record, int at) {
        int low = Character.digit(record[at + 3], 16);
        boolean control =
                record[at] == '0' && record[at + 1] == '0' && (record[at + 2] == '0' || record[at + 2] == '1');
        return control && low >= 0 ? (record[at + 2] - '0') * 16 + low : -1;
    }

    private static byte[] joined(byte[] before, byte[] after) {
        byte[] all = Arrays.copyOf(before, before.length + after.length);
        System.arraycopy(after, 0, all, before.length, after.length);
        return all;
    }
}
