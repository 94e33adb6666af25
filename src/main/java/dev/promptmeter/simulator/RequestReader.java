package dev.promptmeter.simulator;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Takes HTTP/1.1 requests out of the bytes of one connection. Not thread-safe. */
final class RequestReader {

    private static final int LONGEST_HEAD = 64 * 1024;
    private static final int LONGEST_BODY = 16 * 1024 * 1024;
    private static final int KEPT_IDLE = 16 * 1024;

    private byte[] bytes = new byte[2048];
    private int size;
    private int searched;
    private long firstNanos;
    private long lastNanos;
    private @Nullable Head head;
    private boolean continued;

    /** A head that was read; its body may still be coming. */
    private record Head(String method, String target, List<String> headers, int end) {

        @Nullable
        String header(String name) {
            for (int i = 0; i < headers.size(); i += 2) {
                if (headers.get(i).equalsIgnoreCase(name)) {
                    return headers.get(i + 1);
                }
            }
            return null;
        }

        boolean chunked() {
            String coding = header("Transfer-Encoding");
            return coding != null && coding.toLowerCase(Locale.ROOT).endsWith("chunked");
        }
    }

    /** Takes what a read brought; {@code nanos} is the instant at which that read returned. */
    void add(ByteBuffer more, long nanos) {
        if (size == 0) {
            firstNanos = nanos;
        }
        lastNanos = nanos;
        int length = more.remaining();
        if (size + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + length));
        }
        more.get(bytes, size, length);
        size += length;
    }

    /** {@return the next complete request, or null while more bytes are needed} */
    @Nullable
    HttpRequest next() {
        Head known = head == null ? readHead() : head;
        head = known;
        if (known == null) {
            return null;
        }
        return known.chunked() ? chunkedRequest(known) : plainRequest(known);
    }

    /** {@return whether the client waits for "100 Continue" before it sends the body; true once per request} */
    boolean mustContinue() {
        Head known = head;
        if (known == null || continued || !"100-continue".equalsIgnoreCase(known.header("Expect"))) {
            return false;
        }
        continued = true;
        return true;
    }

    private @Nullable Head readHead() {
        int end = endOfHead();
        if (end < 0) {
            if (size > LONGEST_HEAD) {
                throw new RefusedException(Refusal.of(431, "head_too_long", "the head is longer than 64 KiB"));
            }
            return null;
        }
        String text = new String(bytes, 0, end, StandardCharsets.ISO_8859_1);
        int line = text.indexOf('\n');
        String first = text.substring(0, line).stripTrailing();
        int target = first.indexOf(' ') + 1;
        int version = first.indexOf(' ', target) + 1;
        if (target == 0 || version == 0 || !first.startsWith("HTTP/1.", version)) {
            throw new RefusedException(Refusal.of(400, "bad_request_line", "not an HTTP/1.1 request line"));
        }
        String method = first.substring(0, target - 1);
        return new Head(method, first.substring(target, version - 1), headers(text, line + 1), end);
    }

    private static List<String> headers(String text, int from) {
        List<String> headers = new ArrayList<>(20);
        int start = from;
        int end;
        while ((end = text.indexOf('\n', start)) > start + 1) {
            int colon = text.indexOf(':', start);
            if (colon > start && colon < end) {
                headers.add(text.substring(start, colon));
                headers.add(text.substring(colon + 1, end).strip());
            }
            start = end + 1;
        }
        return headers;
    }

    /** {@return the offset behind the blank line, or -1} */
    private int endOfHead() {
        for (int i = Math.max(searched, 1); i < size; i++) {
            if (bytes[i] == '\n' && (bytes[i - 1] == '\n' || i >= 3 && bytes[i - 1] == '\r' && bytes[i - 2] == '\n')) {
                searched = 0;
                return i + 1;
            }
        }
        searched = size;
        return -1;
    }

    private @Nullable HttpRequest plainRequest(Head known) {
        String length = known.header("Content-Length");
        int expected = length == null ? 0 : contentLength(length);
        if (size - known.end() < expected) {
            return null;
        }
        return taken(known, Arrays.copyOfRange(bytes, known.end(), known.end() + expected), known.end() + expected);
    }

    private static int contentLength(String text) {
        long length = 0;
        for (int i = 0; i < text.length(); i++) {
            char digit = text.charAt(i);
            if (digit < '0' || digit > '9') {
                throw new RefusedException(Refusal.of(400, "bad_length", "Content-Length is not a number: " + text));
            }
            length = Math.min(length * 10 + digit - '0', Integer.MAX_VALUE);
        }
        refuseOver(length);
        return (int) length;
    }

    private static void refuseOver(long length) {
        if (length > LONGEST_BODY) {
            throw new RefusedException(Refusal.of(413, "request_too_large", "the body is longer than 16 MiB"));
        }
    }

    private @Nullable HttpRequest chunkedRequest(Head known) {
        ByteText body = new ByteText(1024);
        int at = known.end();
        while (true) {
            int line = lineEnd(at);
            if (line < 0) {
                return null;
            }
            int length = chunkLength(new String(bytes, at, line - at, StandardCharsets.ISO_8859_1));
            refuseOver(body.size() + Integer.toUnsignedLong(length));
            at = line + 1;
            if (length == 0) {
                int end = endOfTrailers(at);
                return end < 0 ? null : taken(known, body.toBytes(), end);
            }
            if (size < at + length + 2) {
                return null;
            }
            body.add(bytes, at, length);
            at = lineEnd(at + length) + 1;
        }
    }

    private int lineEnd(int from) {
        for (int i = from; i < size; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private int endOfTrailers(int from) {
        int at = from;
        int line = lineEnd(at);
        while (line > at + 1) {
            at = line + 1;
            line = lineEnd(at);
        }
        return line < 0 ? -1 : line + 1;
    }

    private static int chunkLength(String line) {
        try {
            int semicolon = line.indexOf(';');
            return Integer.parseUnsignedInt((semicolon < 0 ? line : line.substring(0, semicolon)).trim(), 16);
        } catch (NumberFormatException e) {
            throw new RefusedException(Refusal.of(400, "bad_chunk", "not a chunk size: " + line.trim()));
        }
    }

    private HttpRequest taken(Head known, byte[] body, int end) {
        HttpRequest request =
                new HttpRequest(known.method(), known.target(), known.headers(), body, firstNanos, lastNanos);
        size -= end;
        if (size == 0 && bytes.length > KEPT_IDLE) {
            bytes = new byte[2048];
        } else {
            System.arraycopy(bytes, end, bytes, 0, size);
        }
        head = null;
        continued = false;
        firstNanos = lastNanos;
        return request;
    }
}
