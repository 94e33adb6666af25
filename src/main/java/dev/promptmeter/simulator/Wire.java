package dev.promptmeter.simulator;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The bytes of an answer with their instants, head and framing included, and how the connection ends. */
final class Wire {

    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private Iterator<Piece> pieces;
    private Ending ending;
    private long idleNanos = -1;

    private Wire(Iterator<Piece> pieces, Ending ending) {
        this.pieces = pieces;
        this.ending = ending;
    }

    /** Frames a reply; the head goes out with the first piece that has the same instant. */
    static Wire frame(Reply reply, byte[] head, long headNanos) {
        return new Wire(new Framed(reply, head, headNanos), reply.ending());
    }

    /** Frames one piece after the other, so that a long stream is never in memory as a whole. */
    private static final class Framed implements Iterator<Piece> {

        private final Iterator<Piece> body;
        private final long headNanos;
        private final long shiftNanos;
        private final boolean chunked;
        private byte[] head;
        private @Nullable Piece pending;
        private boolean last;
        private long due;

        Framed(Reply reply, byte[] head, long headNanos) {
            this.body = reply.body();
            this.head = head;
            this.headNanos = headNanos;
            this.shiftNanos = reply.shiftNanos();
            this.chunked = reply.framing() == Reply.Framing.CHUNKED;
            this.last = !chunked;
        }

        @Override
        public boolean hasNext() {
            return head.length > 0 || pending != null || body.hasNext() || !last;
        }

        @Override
        public Piece next() {
            Piece piece = pending == null ? body.hasNext() ? framed(body.next()) : lastChunk() : pending;
            pending = null;
            if (head.length == 0) {
                return piece;
            }
            byte[] first = head;
            head = new byte[0];
            if (headNanos < 0 || headNanos + shiftNanos >= piece.dueNanos()) {
                return piece.behind(first);
            }
            pending = piece;
            return Piece.frame(headNanos + shiftNanos, first, Piece.Kind.HEAD);
        }

        private Piece framed(Piece piece) {
            due = piece.dueNanos() + shiftNanos;
            Piece shifted = piece.later(shiftNanos);
            if (!chunked) {
                return shifted;
            }
            Piece chunk = shifted.chunked();
            if (body.hasNext() || last) {
                return chunk;
            }
            last = true;
            return new Piece(chunk.dueNanos(), join(chunk.bytes()), chunk.bodyFrom(), chunk.bodyTo(), chunk.mark());
        }

        private Piece lastChunk() {
            last = true;
            return Piece.frame(due, chunked ? LAST_CHUNK : new byte[0], Piece.Kind.REST);
        }

        private static byte[] join(byte[] chunk) {
            byte[] both = Arrays.copyOf(chunk, chunk.length + LAST_CHUNK.length);
            System.arraycopy(LAST_CHUNK, 0, both, chunk.length, LAST_CHUNK.length);
            return both;
        }
    }

    Iterator<Piece> iterator() {
        return pieces;
    }

    Ending ending() {
        return ending;
    }

    void ends(Ending other) {
        ending = other;
    }

    /** The connection is closed after so long without another request; after 0 as soon as one begins to come. */
    void closesIdle(long nanos) {
        idleNanos = nanos;
    }

    /** {@return how long the connection may be idle; negative for as long as it likes} */
    long idleNanos() {
        return idleNanos;
    }

    List<Piece> pieces() {
        List<Piece> all = new ArrayList<>();
        pieces.forEachRemaining(all::add);
        pieces = all.iterator();
        return List.copyOf(all);
    }

    void pieces(List<Piece> others) {
        pieces = List.copyOf(others).iterator();
    }

    long bodyLength() {
        return pieces().stream().mapToLong(Piece::bodyLength).sum();
    }

    /** Keeps what stands before this byte of the body; byte 0 leaves the head alone. */
    void cutAt(long bodyByte) {
        List<Piece> all = pieces();
        List<Piece> kept = new ArrayList<>();
        long left = bodyByte;
        for (Piece piece : all) {
            if (left < piece.bodyLength() || left == 0 && piece.bodyLength() > 0) {
                Piece rest = piece.before((int) (piece.bodyFrom() + left));
                if (rest.bytes().length > 0) {
                    kept.add(rest);
                }
                break;
            }
            left -= piece.bodyLength();
            kept.add(piece);
        }
        pieces(kept);
    }

    /** Lets everything from this byte of the body on come later. */
    void pauseAt(long bodyByte, long nanos) {
        List<Piece> result = new ArrayList<>();
        long left = bodyByte;
        boolean paused = false;
        for (Piece piece : pieces()) {
            if (!paused && piece.bodyLength() > left) {
                int at = (int) (piece.bodyFrom() + left);
                if (at > 0) {
                    result.add(piece.before(at));
                }
                result.add(piece.from(at).later(nanos));
                paused = true;
            } else {
                left -= piece.bodyLength();
                result.add(paused ? piece.later(nanos) : piece);
            }
        }
        pieces(result);
    }
}
