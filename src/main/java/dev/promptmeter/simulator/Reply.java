package dev.promptmeter.simulator;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** An answer as HTTP knows it, before it is framed into bytes. Changed by faults on its way. */
final class Reply {

    /** How the end of the body shows. */
    enum Framing {
        LENGTH,
        CHUNKED,
        UNTIL_CLOSE
    }

    private int status;
    private String contentType;
    private Iterator<Piece> body;
    private Framing framing;
    private Ending ending = Ending.OPEN;
    private boolean billed;
    private long shiftNanos;
    private @Nullable UnaryOperator<String> headChange;
    private final Site site;
    private final HttpRequest request;
    private final ErrorShape errorShape;
    private final ByteText headers = new ByteText(256);

    private Reply(Asked asked, int status, String contentType, Iterator<Piece> body, Framing framing) {
        this.request = asked.request();
        this.errorShape = asked.errorShape();
        this.site = asked.site();
        this.status = status;
        this.contentType = contentType;
        this.body = body;
        this.framing = framing;
        this.billed = true;
    }

    /** What it answers, the shape that errors take, and where. */
    record Asked(HttpRequest request, ErrorShape errorShape, Site site) {

        Asked(HttpRequest request, ErrorShape errorShape) {
            this(request, errorShape, Site.NONE);
        }
    }

    static Reply plain(Asked asked, int status, String contentType, Piece body) {
        return new Reply(asked, status, contentType, List.of(body).iterator(), Framing.LENGTH);
    }

    static Reply stream(Asked asked, int status, Iterator<Piece> events) {
        return new Reply(asked, status, "text/event-stream; charset=utf-8", events, Framing.CHUNKED);
    }

    HttpRequest request() {
        return request;
    }

    ErrorShape errorShape() {
        return errorShape;
    }

    Site site() {
        return site;
    }

    /** Changes the finished head: status line, headers and the blank line, with CRLF. */
    void editHead(UnaryOperator<String> change) {
        UnaryOperator<String> earlier = headChange;
        headChange = earlier == null ? change : head -> change.apply(earlier.apply(head));
    }

    /** {@return what becomes of the finished head, or null if it stays} */
    @Nullable
    UnaryOperator<String> headChange() {
        return headChange;
    }

    int status() {
        return status;
    }

    String contentType() {
        return contentType;
    }

    Framing framing() {
        return framing;
    }

    Ending ending() {
        return ending;
    }

    boolean billed() {
        return billed;
    }

    long shiftNanos() {
        return shiftNanos;
    }

    ByteText headers() {
        return headers;
    }

    Iterator<Piece> body() {
        return body;
    }

    boolean streamed() {
        return framing == Framing.CHUNKED;
    }

    Reply header(String name, String value) {
        headers.add(name).add(": ").add(value).add("\r\n");
        return this;
    }

    void status(int other) {
        status = other;
    }

    void unbilled() {
        billed = false;
    }

    void framed(Framing other) {
        framing = other;
    }

    void ends(Ending other) {
        ending = other;
    }

    /** Adds a wait before the head. */
    void delay(long nanos) {
        shiftNanos += nanos;
    }

    /** {@return all pieces of the body, for faults that must see it whole; give the changed list back with {@link #body} } */
    List<Piece> pieces() {
        List<Piece> pieces = new ArrayList<>();
        body.forEachRemaining(pieces::add);
        body = pieces.iterator();
        return Collections.unmodifiableList(pieces);
    }

    long bodyLength() {
        long length = 0;
        for (Piece piece : pieces()) {
            length += piece.bodyLength();
        }
        return length;
    }

    void body(List<Piece> pieces) {
        body = List.copyOf(pieces).iterator();
    }

    /** A gateway in between says 524 when nothing came for so long. */
    void giveUpAfter(long nanos) {
        List<Piece> all = pieces();
        if (!all.isEmpty() && all.get(0).dueNanos() + shiftNanos > nanos) {
            byte[] page = ErrorShape.HTML.body(Refusal.forStatus(524), request);
            replace(524, ErrorShape.HTML.contentType(), page);
            body(List.of(Piece.body(nanos - shiftNanos, page, Piece.Mark.NOTHING)));
        }
    }

    /** Puts another body in place of this one, at the instant at which the first output would have come. */
    void replace(int otherStatus, String otherType, byte[] bytes) {
        long due = 0;
        for (Piece piece : pieces()) {
            if (piece.mark().kind() != Piece.Kind.FILLER) {
                due = piece.dueNanos();
                break;
            }
        }
        status = otherStatus;
        contentType = otherType;
        framing = Framing.LENGTH;
        body(List.of(Piece.body(due, bytes, Piece.Mark.NOTHING)));
    }
}
