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
        if (endsLine(bytes, from, to)) {
            return true;
        }
        int last = Math.max(from, DONE.length - 1);
        while (last < to) {
            if (bytes[last] == ']' && endsLine(bytes, last + 1, to)) {
                return true;
            }
            last += skip(bytes[last]);
        }
        return false;
    }

    /** {@return how far the mark can lie ahead at least, whose last byte is not this one or ends no line} */
    private static int skip(byte met) {
        return switch (met) {
            case 'E' -> 1;
            case 'N' -> 2;
            case 'O' -> 3;
            case 'D' -> 4;
            case '[' -> 5;
            default -> DONE.length;
        };
    }

    /** {@return whether nothing but blanks follow until a line ends, and that line is the mark} */
    private static boolean endsLine(byte[] bytes, int from, int to) {
        int end = from;
        while (end < to && blank(bytes[end])) {
            end++;
        }
        return end < to && (bytes[end] == '\n' || bytes[end] == '\r') && lineIsMark(bytes, end);
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
