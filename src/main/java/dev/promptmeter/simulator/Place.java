package dev.promptmeter.simulator;

/** A place in the body of an answer: byte {@code K}, {@code K%}, {@code head}, or {@code event:K}. */
record Place(Unit unit, long amount) {

    enum Unit {
        BYTES,
        PERCENT,
        EVENTS
    }

    static Place parse(String text) {
        if (text.equals("head")) {
            return new Place(Unit.BYTES, 0);
        }
        if (text.startsWith("event:")) {
            return new Place(Unit.EVENTS, IntText.atLeast(0).parse(text.substring("event:".length())));
        }
        if (text.endsWith("%")) {
            return new Place(Unit.PERCENT, new IntText(0, 100).parse(text.substring(0, text.length() - 1)));
        }
        return new Place(Unit.BYTES, IntText.atLeast(0).parse(text));
    }

    /** {@return how many bytes of the body stand before the place} */
    long bytes(Wire wire) {
        return switch (unit) {
            case BYTES -> amount;
            case PERCENT -> wire.bodyLength() * amount / 100;
            case EVENTS -> bytesOfEvents(wire);
        };
    }

    private long bytesOfEvents(Wire wire) {
        long bytes = 0;
        long events = 0;
        for (Piece piece : wire.pieces()) {
            if (events >= amount) {
                break;
            }
            bytes += piece.bodyLength();
            events += piece.mark().event() ? 1 : 0;
        }
        return bytes;
    }
}
