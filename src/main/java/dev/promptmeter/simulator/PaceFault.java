package dev.promptmeter.simulator;

import java.util.ArrayList;
import java.util.List;

/** Answers that come at another pace than planned. */
final class PaceFault {

    private static final long SECOND = 1_000_000_000L;
    private static final int WRITES_PER_SECOND = 50;

    private PaceFault() {}

    /** Head and framing count too; written in 50 portions a second. */
    static Effect bandwidth(FaultArguments arguments) {
        int perSecond = SizeText.bytes(arguments.argument().replaceFirst("/s$", ""));
        int portion = Math.max(1, perSecond / WRITES_PER_SECOND);
        return Effect.ofWire(wire -> {
            List<Piece> slow = new ArrayList<>();
            long free = 0;
            for (Piece piece : wire.pieces()) {
                Piece rest = piece.at(Math.max(free, piece.dueNanos()));
                while (rest.bytes().length > portion) {
                    slow.add(rest.before(portion));
                    rest = rest.from(portion).later(portion * SECOND / perSecond);
                }
                slow.add(rest);
                free = rest.dueNanos() + rest.bytes().length * SECOND / perSecond;
            }
            wire.pieces(slow);
        });
    }

    static Effect jitter(FaultArguments arguments) {
        Delay delay = Delay.parse(arguments.argument());
        return new Effect() {
            @Override
            public void onReply(Reply reply, NumberStream numbers) {
                List<Piece> late = new ArrayList<>();
                long last = 0;
                for (Piece piece : reply.pieces()) {
                    last = Math.max(last, piece.dueNanos() + delay.draw(numbers, 0));
                    late.add(piece.at(last));
                }
                reply.body(late);
            }
        };
    }

    static Effect freeze(FaultArguments arguments) {
        long nanos = TimeText.nanos(arguments.argument());
        return Effect.ofReply(reply -> reply.site().freeze(nanos));
    }

    /** So many bytes at most, head and framing included. */
    static Effect limitData(FaultArguments arguments) {
        int most = IntText.atLeast(0).parse(arguments.argument());
        return Effect.ofWire(wire -> {
            List<Piece> kept = new ArrayList<>();
            int left = most;
            for (Piece piece : wire.pieces()) {
                if (piece.bytes().length > left) {
                    kept.add(piece.before(left));
                    break;
                }
                kept.add(piece);
                left -= piece.bytes().length;
            }
            wire.pieces(kept);
            wire.ends(Ending.CLOSE);
        });
    }

    static Effect stallForever(FaultArguments arguments) {
        String after = arguments.option("after");
        Place place = Place.parse(after == null ? "head" : after);
        return Effect.ofWire(wire -> {
            wire.cutAt(place.bytes(wire));
            wire.ends(Ending.HOLD);
        });
    }

    static Effect slowClose(FaultArguments arguments) {
        long nanos = TimeText.nanos(arguments.argument());
        return Effect.ofReply(reply -> reply.ends(Ending.CLOSE)).and(Effect.ofWire(wire -> {
            List<Piece> pieces = new ArrayList<>(wire.pieces());
            long end = pieces.isEmpty() ? 0 : pieces.get(pieces.size() - 1).dueNanos();
            pieces.add(Piece.frame(end + nanos, new byte[0], Piece.Kind.REST));
            wire.pieces(pieces);
        }));
    }

    /** The end of the chunked coding comes late, after everything that a stream says. */
    static Effect doneHold(FaultArguments arguments) {
        long nanos = TimeText.nanos(arguments.argument());
        return Effect.ofWire(wire -> {
            List<Piece> pieces = new ArrayList<>(wire.pieces());
            Piece last = pieces.isEmpty() ? null : pieces.remove(pieces.size() - 1);
            if (last != null) {
                int end = Math.max(0, last.bytes().length - ChunkFault.LAST_CHUNK);
                pieces.add(last.before(end));
                pieces.add(last.from(end).later(nanos));
                wire.pieces(pieces);
            }
        });
    }
}
