package dev.promptmeter.simulator;

import java.util.ArrayList;
import java.util.List;

/** The right bytes at the wrong time, or in small parts. */
final class TimeFault {

    private static final long MILLISECOND = 1_000_000;

    private TimeFault() {}

    private record Later(Delay delay) implements Effect {
        @Override
        public void onReply(Reply reply, NumberStream numbers) {
            reply.delay(delay.draw(numbers, 0));
        }
    }

    private record Stall(long nanos, Place place) implements Effect {
        @Override
        public void onWire(Wire wire, NumberStream numbers) {
            wire.pauseAt(place.bytes(wire), nanos);
        }
    }

    /** All bytes, head and framing too, so that cuts fall inside characters, line ends and frames. */
    private record Slice(int size, long gapNanos) implements Effect {
        @Override
        public void onWire(Wire wire, NumberStream numbers) {
            List<Piece> slices = new ArrayList<>();
            long wait = 0;
            for (Piece piece : wire.pieces()) {
                Piece rest = piece.later(wait);
                while (rest.bytes().length > size) {
                    slices.add(rest.before(size));
                    wait += gapNanos;
                    rest = rest.from(size).later(gapNanos);
                }
                slices.add(rest);
            }
            wire.pieces(slices);
        }
    }

    /** Cuts each piece inside its first character of several bytes, and lets the rest follow a millisecond later. */
    private record SplitCharacters() implements Effect {
        @Override
        public void onReply(Reply reply, NumberStream numbers) {
            List<Piece> split = new ArrayList<>();
            for (Piece piece : reply.pieces()) {
                int at = insideCharacter(piece.bytes());
                if (at > 0) {
                    split.add(piece.before(at));
                    split.add(piece.from(at).later(MILLISECOND));
                } else {
                    split.add(piece);
                }
            }
            reply.body(split);
        }

        private static int insideCharacter(byte[] bytes) {
            for (int i = 1; i < bytes.length; i++) {
                if ((bytes[i] & 0xc0) == 0x80) {
                    return i;
                }
            }
            return 0;
        }
    }

    static Effect delay(FaultArguments arguments) {
        return new Later(Delay.parse(arguments.argument()));
    }

    static Effect stall(FaultArguments arguments) {
        String after = arguments.option("after");
        return new Stall(TimeText.nanos(arguments.argument()), Place.parse(after == null ? "head" : after));
    }

    static Effect slice(FaultArguments arguments) {
        String gap = arguments.option("gap");
        long nanos = gap == null ? MILLISECOND : TimeText.nanos(gap);
        return new Slice(IntText.atLeast(1).parse(arguments.argument()), nanos);
    }

    static Effect splitCharacters(FaultArguments arguments) {
        return new SplitCharacters();
    }
}
