package dev.promptmeter.simulator;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** Chunked coding that is broken or makes use of what hardly anybody uses. A plain answer is sent in one chunk for it. */
final class ChunkFault {

    static final int LAST_CHUNK = "0\r\n\r\n".length();

    private static final Effect CHUNKED = Effect.ofReply(reply -> reply.framed(Reply.Framing.CHUNKED));

    private ChunkFault() {}

    static Effect noLastChunk(FaultArguments arguments) {
        return ending(last -> Arrays.copyOf(last, Math.max(0, last.length - LAST_CHUNK)))
                .and(Effect.ofWire(wire -> wire.ends(Ending.CLOSE)));
    }

    static Effect trailers(FaultArguments arguments) {
        byte[] end = "0\r\nx-sim-trailer: 1\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        return ending(last -> new ByteText(last.length + end.length)
                .add(last, 0, Math.max(0, last.length - LAST_CHUNK))
                .add(end)
                .toBytes());
    }

    private static Effect ending(UnaryOperator<byte[]> change) {
        return CHUNKED.and(Effect.ofWire(wire -> {
            List<Piece> pieces = new ArrayList<>(wire.pieces());
            if (pieces.isEmpty()) {
                return;
            }
            Piece last = pieces.get(pieces.size() - 1);
            pieces.set(
                    pieces.size() - 1,
                    new Piece(
                            last.dueNanos(), change.apply(last.bytes()), last.bodyFrom(), last.bodyTo(), last.mark()));
            wire.pieces(pieces);
        }));
    }

    static Effect badSize(FaultArguments arguments) {
        return sizes(size -> "zz");
    }

    static Effect extension(FaultArguments arguments) {
        return sizes(size -> size + ";sim=1");
    }

    private static Effect sizes(UnaryOperator<String> change) {
        return CHUNKED.and(Effect.ofWire(wire -> {
            List<Piece> pieces = new ArrayList<>();
            wire.pieces().forEach(piece -> pieces.add(piece.bodyLength() > 0 ? sized(piece, change) : piece));
            wire.pieces(pieces);
        }));
    }

    /** The size stands on the line before the body; a head may stand before that. */
    private static Piece sized(Piece piece, UnaryOperator<String> change) {
        String before = new String(piece.bytes(), 0, piece.bodyFrom(), StandardCharsets.ISO_8859_1);
        int line = before.lastIndexOf('\n', before.length() - 2) + 1;
        String size = before.substring(line).strip();
        byte[] start = (before.substring(0, line) + change.apply(size) + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        byte[] bytes = new ByteText(start.length + piece.bytes().length)
                .add(start)
                .add(piece.bytes(), piece.bodyFrom(), piece.bytes().length - piece.bodyFrom())
                .toBytes();
        int moved = start.length - piece.bodyFrom();
        return new Piece(
                piece.dueNanos(),
                bytes,
                start.length,
                piece.bodyTo() + moved,
                piece.mark().movedBy(moved));
    }
}
