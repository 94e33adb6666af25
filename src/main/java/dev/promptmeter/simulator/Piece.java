package dev.promptmeter.simulator;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bytes that are written at one go, not before their instant.
 *
 * @param dueNanos after the start of the work on the request
 * @param bodyFrom where the bytes of the body begin; around them stands what HTTP adds
 * @param bodyTo where the bytes of the body end
 * @param mark what they are
 */
record Piece(long dueNanos, byte[] bytes, int bodyFrom, int bodyTo, Mark mark) {

    /** What a piece carries. */
    enum Kind {
        HEAD,
        FILLER,
        OUTPUT,
        FINISH,
        USAGE,
        DONE,
        REST
    }

    /**
     * What the ledger wants to know of a piece.
     *
     * @param tokens how many tokens become visible with it
     * @param event whether it is an event of a stream
     * @param stampAt where the 20 characters of the truth stamp belong, or {@link #UNSTAMPED}
     */
    record Mark(Kind kind, int tokens, boolean event, int stampAt) {

        static final int UNSTAMPED = Integer.MIN_VALUE;
        static final Mark NOTHING = new Mark(Kind.REST, 0, false, UNSTAMPED);

        Mark movedBy(int bytes) {
            return stampAt == UNSTAMPED ? this : new Mark(kind, tokens, event, stampAt + bytes);
        }

        Mark unstamped() {
            return new Mark(kind, tokens, event, UNSTAMPED);
        }
    }

    static Piece body(long dueNanos, byte[] bytes, Mark mark) {
        return new Piece(dueNanos, bytes, 0, bytes.length, mark);
    }

    static Piece frame(long dueNanos, byte[] bytes, Kind kind) {
        return new Piece(dueNanos, bytes, 0, 0, new Mark(kind, 0, false, Mark.UNSTAMPED));
    }

    /** {@return how many bytes belong to a head at its beginning} */
    int headLength() {
        int end = new String(bytes, 0, bodyFrom == 0 ? bytes.length : bodyFrom, StandardCharsets.ISO_8859_1)
                .indexOf("\r\n\r\n");
        return end < 0 ? 0 : end + 4;
    }

    int bodyLength() {
        return bodyTo - bodyFrom;
    }

    Piece at(long otherDueNanos) {
        return new Piece(otherDueNanos, bytes, bodyFrom, bodyTo, mark);
    }

    Piece later(long nanos) {
        return nanos == 0 ? this : at(dueNanos + nanos);
    }

    /** {@return the body as one chunk of the chunked coding} */
    Piece chunked() {
        byte[] size = (Integer.toHexString(bodyLength()) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] framed = new byte[size.length + bodyLength() + 2];
        System.arraycopy(size, 0, framed, 0, size.length);
        System.arraycopy(bytes, bodyFrom, framed, size.length, bodyLength());
        framed[framed.length - 2] = '\r';
        framed[framed.length - 1] = '\n';
        return new Piece(
                dueNanos, framed, size.length, size.length + bodyLength(), mark.movedBy(size.length - bodyFrom));
    }

    /** {@return {@code head} and this piece in one write, at this piece's instant} */
    Piece behind(byte[] head) {
        byte[] both = Arrays.copyOf(head, head.length + bytes.length);
        System.arraycopy(bytes, 0, both, head.length, bytes.length);
        return new Piece(dueNanos, both, bodyFrom + head.length, bodyTo + head.length, mark.movedBy(head.length));
    }

    /** {@return the first bytes; the truth stamp, if any, is lost, for it could be cut in two} */
    Piece before(int end) {
        return new Piece(
                dueNanos,
                Arrays.copyOf(bytes, end),
                Math.min(bodyFrom, end),
                Math.min(bodyTo, end),
                new Mark(mark.kind(), 0, false, Mark.UNSTAMPED));
    }

    /** {@return the bytes that {@link #before} leaves; with them the tokens become visible} */
    Piece from(int start) {
        return new Piece(
                dueNanos,
                Arrays.copyOfRange(bytes, start, bytes.length),
                Math.max(bodyFrom - start, 0),
                Math.max(bodyTo - start, 0),
                mark.unstamped());
    }
}
