package dev.promptmeter.chat.openai;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Finds the event that ends a stream in bytes as they arrive, without decoding them. */
final class StreamMark {

    private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FIELD = "data:".getBytes(StandardCharsets.US_ASCII);

    private StreamMark() {}

    /** {@return whether those bytes are the mark and nothing else} */
    static boolean isDone(byte[] bytes, int from, int to) {
        return Arrays.equals(bytes, from, to, DONE, 0, DONE.length);
    }

    /** {@return whether a body begins as an event with data does} */
    static boolean beginsEvent(byte[] body) {
        return body.length >= FIELD.length && Arrays.equals(body, 0, FIELD.length, FIELD, 0, FIELD.length);
    }

    /**
     * {@return whether a line with the mark ends at or after {@code from}}
     *
     * @param bytes everything received so far
     * @param from where the newest bytes begin
     */
    static boolean endsWithin(byte[] bytes, int from, int to) {
        for (int end = from; end < to; end++) {
            if ((bytes[end] == '\n' || bytes[end] == '\r') && lineIsMark(bytes, end)) {
                return true;
            }
        }
        return false;
    }

    private static boolean lineIsMark(byte[] bytes, int lineEnd) {
        int end = lineEnd;
        while (end > 0 && blank(bytes[end - 1])) {
            end--;
        }
        if (end < DONE.length || !isDone(bytes, end - DONE.length, end)) {
            return false;
        }
        int start = end - DONE.length;
        while (start > 0 && blank(bytes[start - 1])) {
            start--;
        }
        int field = start - FIELD.length;
        return field >= 0
                && Arrays.equals(bytes, field, start, FIELD, 0, FIELD.length)
                && (field == 0 || bytes[field - 1] == '\n' || bytes[field - 1] == '\r');
    }

    private static boolean blank(byte b) {
        return b == ' ' || b == '\t';
    }
}
