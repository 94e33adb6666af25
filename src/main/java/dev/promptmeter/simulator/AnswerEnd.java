package dev.promptmeter.simulator;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Finds where an answer ends, by its length or its last chunk, without keeping its body. Not thread-safe. */
final class AnswerEnd {

    private static final byte[] LAST_CHUNK = "\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final String LENGTH = "content-length:";
    private static final long CHUNKED = -1;

    private final StringBuilder head = new StringBuilder();
    private boolean inBody;
    private long left;
    private int matched;

    /** {@return whether the answer ends with these bytes, which are used up} */
    boolean take(ByteBuffer bytes) {
        while (!inBody && bytes.hasRemaining()) {
            head.append((char) bytes.get());
            int size = head.length();
            if (size > 3 && head.charAt(size - 1) == '\n' && head.charAt(size - 3) == '\n') {
                inBody = true;
                left = length(head.toString());
            }
        }
        boolean over = inBody && (left == CHUNKED ? lastChunk(bytes) : counted(bytes));
        if (over) {
            head.setLength(0);
            inBody = false;
            matched = 0;
        }
        return over;
    }

    private static long length(String head) {
        int at = head.toLowerCase(Locale.ROOT).indexOf(LENGTH);
        return at < 0
                ? CHUNKED
                : Long.parseLong(head.substring(at + LENGTH.length(), head.indexOf('\r', at))
                        .strip());
    }

    private boolean counted(ByteBuffer bytes) {
        left -= bytes.remaining();
        bytes.position(bytes.limit());
        return left <= 0;
    }

    /** Nothing follows the last chunk until the next request, so only the end of what came is looked at. */
    private boolean lastChunk(ByteBuffer bytes) {
        int from = Math.max(bytes.position(), bytes.limit() - LAST_CHUNK.length);
        if (bytes.limit() - bytes.position() >= LAST_CHUNK.length) {
            matched = 0;
        }
        for (int at = from; at < bytes.limit(); at++) {
            boolean next = matched < LAST_CHUNK.length && bytes.get(at) == LAST_CHUNK[matched];
            matched = next ? matched + 1 : bytes.get(at) == LAST_CHUNK[0] ? 1 : 0;
        }
        bytes.position(bytes.limit());
        return matched == LAST_CHUNK.length;
    }
}
