package dev.promptmeter.simulator;

/** The body ends too early. */
final class CutFault {

    private CutFault() {}

    /** Cut there; the head still promises the whole body, unless it is close-delimited. */
    private record Cut(Place place, Ending ending, Reply.Framing framing) implements Effect {
        @Override
        public void onReply(Reply reply, NumberStream numbers) {
            if (framing == Reply.Framing.UNTIL_CLOSE) {
                reply.framed(framing);
            }
        }

        @Override
        public void onWire(Wire wire, NumberStream numbers) {
            wire.cutAt(place.bytes(wire));
            wire.ends(ending);
        }
    }

    static Effect truncate(FaultArguments arguments) {
        Reply.Framing framing = arguments.has("clean") ? Reply.Framing.UNTIL_CLOSE : Reply.Framing.LENGTH;
        return new Cut(Place.parse(arguments.argument()), Ending.CLOSE, framing);
    }

    static Effect reset(FaultArguments arguments) {
        String at = arguments.argument().isEmpty() ? "0" : arguments.argument();
        return new Cut(Place.parse(at), Ending.RESET, Reply.Framing.LENGTH);
    }
}
