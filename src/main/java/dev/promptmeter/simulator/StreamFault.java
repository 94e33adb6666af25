package dev.promptmeter.simulator;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Streams that lack something, carry too much, or break off. */
final class StreamFault {

    private static final byte[] COMMENT = ": OPENROUTER PROCESSING\n\n".getBytes(StandardCharsets.US_ASCII);
    private static final int COMMENTS = 3_000;
    private static final long BETWEEN_COMMENTS = 200_000_000L;
    private static final List<String> FORMS = List.of("data", "event", "vllm", "string");

    private StreamFault() {}

    /** Ends after so many events; without {@code clean} the chunked coding breaks off too. */
    private record Cut(int events, boolean clean) implements Effect {
        @Override
        public void onReply(Reply reply, NumberStream numbers) {
            if (clean) {
                reply.body(firstEvents(reply.pieces(), events));
            }
        }

        @Override
        public void onWire(Wire wire, NumberStream numbers) {
            if (!clean) {
                wire.cutAt(new Place(Place.Unit.EVENTS, events).bytes(wire));
                wire.ends(Ending.CLOSE);
            }
        }
    }

    /** An error event after so many events, and nothing behind it. */
    private record Error(int events, byte[] event) implements Effect {
        @Override
        public void onReply(Reply reply, NumberStream numbers) {
            List<Piece> pieces = firstEvents(reply.pieces(), events);
            long due = pieces.isEmpty() ? 0 : pieces.get(pieces.size() - 1).dueNanos();
            pieces.add(Piece.body(due, event, new Piece.Mark(Piece.Kind.REST, 0, true, Piece.Mark.UNSTAMPED)));
            reply.body(pieces);
        }
    }

    /** A comment line before every so many events. */
    private record Comments(int every) implements Effect {
        @Override
        public void onReply(Reply reply, NumberStream numbers) {
            List<Piece> pieces = new ArrayList<>();
            int event = 0;
            for (Piece piece : reply.pieces()) {
                if (piece.mark().event() && event++ % every == 0) {
                    pieces.add(Piece.body(piece.dueNanos(), COMMENT, Piece.Mark.NOTHING));
                }
                pieces.add(piece);
            }
            reply.body(pieces);
        }
    }

    private static List<Piece> firstEvents(List<Piece> pieces, int events) {
        List<Piece> first = new ArrayList<>();
        int seen = 0;
        for (Piece piece : pieces) {
            seen += piece.mark().event() ? 1 : 0;
            if (seen > events) {
                break;
            }
            first.add(piece);
        }
        return first;
    }

    static Effect ignore(FaultArguments arguments) {
        return Effect.ofDraft(Draft::plain);
    }

    static Effect cut(FaultArguments arguments) {
        return new Cut(IntText.atLeast(0).parse(arguments.argument()), arguments.has("clean"));
    }

    static Effect error(FaultArguments arguments) {
        String form = arguments.option("form");
        return new Error(IntText.atLeast(0).parse(arguments.argument()), event(form == null ? "data" : form));
    }

    private static byte[] event(String form) {
        String message = "\"message\":\"The server had an error\"";
        String error =
                "{\"error\":{" + message + ",\"type\":\"server_error\",\"param\":null,\"code\":\"server_error\"}}";
        String text = switch (form) {
            case "data" -> "data: " + error;
            case "event" -> "event: error\ndata: " + error;
            case "vllm" ->
                "data: {\"object\":\"error\"," + message
                        + ",\"type\":\"InternalServerError\",\"param\":null,\"code\":500}";
            case "string" -> "data: {\"error\":\"The server had an error\"}";
            default ->
                throw new IllegalArgumentException("unknown form '" + form + "': " + NearName.suggestion(form, FORMS));
        };
        return (text + "\n\n").getBytes(StandardCharsets.UTF_8);
    }

    static Effect comments(FaultArguments arguments) {
        String every = arguments.argument();
        return new Comments(every.isEmpty() ? 1 : IntText.atLeast(1).parse(every));
    }

    /** For ten minutes, which is longer than anybody should wait; then silence. */
    static Effect commentsOnly(FaultArguments arguments) {
        List<Piece> comments = new ArrayList<>();
        for (int i = 0; i < COMMENTS; i++) {
            comments.add(Piece.body(i * BETWEEN_COMMENTS, COMMENT, Piece.Mark.NOTHING));
        }
        return Effect.ofReply(reply -> reply.body(comments)).and(Effect.ofWire(wire -> wire.ends(Ending.HOLD)));
    }
}
