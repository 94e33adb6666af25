package dev.promptmeter.simulator;

import java.util.List;

/** The connection ends, or stays silent, in place of an answer or after it. */
final class ConnectionFault {

    private ConnectionFault() {}

    /** Nothing is written, and the connection ends so. */
    private record Instead(Ending ending) implements Effect {
        @Override
        public void onReply(Reply reply, NumberStream numbers) {
            reply.unbilled();
        }

        @Override
        public void onWire(Wire wire, NumberStream numbers) {
            wire.pieces(List.of());
            wire.ends(ending);
        }
    }

    private record LastOnConnection() implements Effect {
        @Override
        public void onReply(Reply reply, NumberStream numbers) {
            reply.ends(Ending.CLOSE);
        }
    }

    static Effect reset(FaultArguments arguments) {
        return new Instead(Ending.RESET);
    }

    static Effect close(FaultArguments arguments) {
        return new Instead(Ending.CLOSE);
    }

    static Effect silence(FaultArguments arguments) {
        return new Instead(Ending.HOLD);
    }

    static Effect lastOnConnection(FaultArguments arguments) {
        return new LastOnConnection();
    }
}
