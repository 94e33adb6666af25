package dev.promptmeter.simulator;

import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The head of an answer: status line and headers. */
final class Heads {

    private static final int LONGEST_ID = 128;

    private Heads() {}

    /** {@return the client's own id of the request, or null if it is absent or not a valid one} */
    static @Nullable String clientRequestId(HttpRequest request) {
        String id = request.header("x-client-request-id");
        return id != null && isClientId(id) ? id : null;
    }

    private static boolean isClientId(String id) {
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (!letter && "._:-".indexOf(c) < 0) {
                return false;
            }
        }
        return !id.isEmpty() && id.length() <= LONGEST_ID;
    }

    static Wire frame(Reply reply, HttpRequest request, Modes.Head leaving) {
        if (request.wantsClose() || reply.framing() == Reply.Framing.UNTIL_CLOSE) {
            reply.ends(Ending.CLOSE);
        }
        long headNanos = reply.streamed() && leaving == Modes.Head.AT_ONCE ? 0 : -1;
        return Wire.frame(reply, head(reply, request), headNanos);
    }

    private static byte[] head(Reply reply, HttpRequest request) {
        ByteText out = new ByteText(512);
        out.add("HTTP/1.1 ").add(reply.status()).add(" ").add(StatusText.of(reply.status()));
        out.add("\r\nContent-Type: ").add(reply.contentType());
        switch (reply.framing()) {
            case LENGTH -> out.add("\r\nContent-Length: ").add(reply.bodyLength());
            case CHUNKED -> out.add("\r\nTransfer-Encoding: chunked");
            case UNTIL_CLOSE -> {
                // The end of the connection is the end of the body.
            }
        }
        if (reply.ending() != Ending.OPEN) {
            out.add("\r\nConnection: close");
        }
        String id = clientRequestId(request);
        if (id != null) {
            out.add("\r\nx-client-request-id: ").add(id);
        }
        byte[] head = out.add("\r\n").add(reply.headers().toBytes()).add("\r\n").toBytes();
        return reply.headChange() == null ? head : edited(head, reply.headChange());
    }

    private static byte[] edited(byte[] head, UnaryOperator<String> change) {
        return change.apply(new String(head, StandardCharsets.ISO_8859_1)).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** {@return the content type that a body shows by its first character} */
    static String typeOf(String body) {
        String start = body.stripLeading();
        if (start.startsWith("{") || start.startsWith("[")) {
            return "application/json";
        }
        return start.startsWith("<") ? "text/html; charset=utf-8" : "text/plain; charset=utf-8";
    }
}
