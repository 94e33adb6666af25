package dev.promptmeter.simulator;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Changes to the JSON that the pieces of an answer carry: one object in a plain answer, one an event in a stream. */
final class Pieces {

    private Pieces() {}

    /** {@return whether the piece carries JSON of ours} */
    static boolean json(Piece piece) {
        return switch (piece.mark().kind()) {
            case FILLER, OUTPUT, FINISH, USAGE -> true;
            case HEAD, DONE, REST -> false;
        };
    }

    /** {@return whether the piece says something} */
    static boolean output(Piece piece) {
        return piece.mark().kind() == Piece.Kind.OUTPUT;
    }

    /** {@return an effect that changes the JSON of all pieces that fit} */
    static Effect each(Predicate<Piece> which, UnaryOperator<String> change) {
        return Effect.ofReply(reply -> {
            List<Piece> changed = new ArrayList<>();
            reply.pieces().forEach(piece -> changed.add(which.test(piece) ? edited(piece, change) : piece));
            reply.body(changed);
        });
    }

    /** {@return an effect that changes the JSON of the first piece that says something} */
    static Effect firstOutput(UnaryOperator<String> change) {
        return list(pieces -> replace(pieces, first(pieces, Pieces::output), change));
    }

    /** {@return an effect that may change the list of pieces as it likes; where another fault left none there is nothing to change} */
    static Effect list(Consumer<List<Piece>> change) {
        return Effect.ofReply(reply -> {
            List<Piece> pieces = new ArrayList<>(reply.pieces());
            if (!pieces.isEmpty()) {
                change.accept(pieces);
            }
            reply.body(pieces);
        });
    }

    private static void replace(List<Piece> pieces, int at, UnaryOperator<String> change) {
        if (at >= 0) {
            pieces.set(at, edited(pieces.get(at), change));
        }
    }

    /** {@return the place of the first piece that fits, or -1} */
    static int first(List<Piece> pieces, Predicate<Piece> which) {
        for (int i = 0; i < pieces.size(); i++) {
            if (which.test(pieces.get(i))) {
                return i;
            }
        }
        return -1;
    }

    /** {@return the place of the k-th event (from 1) or the last one, or -1 if there is none} */
    static int event(List<Piece> pieces, int number) {
        int found = -1;
        int seen = 0;
        for (int i = 0; i < pieces.size() && seen < number; i++) {
            if (pieces.get(i).mark().event()) {
                seen++;
                found = i;
            }
        }
        return found;
    }

    /** {@return the piece with its JSON changed; what stands around the JSON stays} */
    static Piece edited(Piece piece, UnaryOperator<String> change) {
        String text = text(piece);
        int from = text.indexOf('{');
        int to = text.lastIndexOf('}') + 1;
        try {
            return from < 0 || to <= from
                    ? piece
                    : with(
                            piece,
                            text.substring(0, from) + change.apply(text.substring(from, to)) + text.substring(to));
        } catch (BadText e) {
            // Another fault has spoilt it already; what is no JSON any more has no places to change.
            return piece;
        }
    }

    static String text(Piece piece) {
        return new String(piece.bytes(), piece.bodyFrom(), piece.bodyLength(), StandardCharsets.UTF_8);
    }

    static Piece with(Piece piece, String text) {
        return with(piece, text.getBytes(StandardCharsets.UTF_8));
    }

    static Piece with(Piece piece, byte[] bytes) {
        return Piece.body(piece.dueNanos(), bytes, piece.mark().unstamped());
    }

    /** {@return a copy that carries no token and no text of its own} */
    static Piece filler(Piece piece, String text) {
        return Piece.body(
                piece.dueNanos(),
                text.getBytes(StandardCharsets.UTF_8),
                new Piece.Mark(Piece.Kind.FILLER, 0, piece.mark().event(), Piece.Mark.UNSTAMPED));
    }
}
