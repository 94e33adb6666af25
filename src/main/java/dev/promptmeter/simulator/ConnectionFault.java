package dev.promptmeter.simulator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The connection ends, or stays silent, in place of an answer, after it, or before there is a request. */
final class ConnectionFault {

    private static final long RACE = 0;

    /** A fatal alert, "handshake failure", as TLS 1.2 frames it; older and newer clients read it too. */
    private static final byte[] ALERT = {0x15, 3, 3, 0, 2, 2, 40};

    private static final byte[] PLAIN = ("HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain\r\nContent-Length: 0\r\n"
                    + "Connection: close\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);

    private ConnectionFault() {}

    /** What a fault does to a connection that has just been accepted. */
    interface Reception extends Effect {

        void receive(Connection connection) throws IOException;
    }

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
        return Effect.ofReply(reply -> reply.ends(Ending.CLOSE));
    }

    /** The head says nothing of an end, or the contrary, and the end comes at once. */
    static Effect keepAliveLie(FaultArguments arguments) {
        return Effect.ofReply(reply -> reply.header("Connection", "keep-alive"))
                .and(Effect.ofWire(wire -> wire.ends(Ending.CLOSE)));
    }

    static Effect idleClose(FaultArguments arguments) {
        String when = arguments.required();
        long nanos = when.equals("race") ? RACE : Math.max(1, TimeText.nanos(when));
        return Effect.ofWire(wire -> wire.closesIdle(nanos));
    }

    /** The work is done by {@link Outages}: there is no request yet, or no longer one. */
    static Effect outage(FaultArguments arguments) {
        return new Effect() {};
    }

    private static Effect receiving(Reception reception) {
        return reception;
    }

    static Effect resetAccepted(FaultArguments arguments) {
        return receiving(Connection::reset);
    }

    static Effect closeBeforeRead(FaultArguments arguments) {
        return receiving(Connection::leave);
    }

    static Effect stallAccepted(FaultArguments arguments) {
        return receiving(Connection::ignore);
    }

    static Effect slowRead(FaultArguments arguments) {
        int perSecond = SizeText.bytes(arguments.argument().replaceFirst("/s$", ""));
        return receiving(connection -> connection.manner(Manner.slow(perSecond)));
    }

    static Effect tlsHang(FaultArguments arguments) {
        return receiving(connection -> connection.manner(Manner.silent()));
    }

    static Effect tlsAlert(FaultArguments arguments) {
        return receiving(connection -> connection.manner(Manner.saying(ALERT)));
    }

    static Effect tlsPlain(FaultArguments arguments) {
        return receiving(connection -> connection.manner(Manner.saying(PLAIN)));
    }
}
