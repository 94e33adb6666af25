package dev.promptmeter.simulator;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;

/** The events of a stream that a script spells out. */
final class ScriptedEvents {

    private ScriptedEvents() {}

    static Iterator<Piece> of(ScriptedStream stream, Draft draft) {
        Iterator<ScriptedStream.Event> events = stream.events().iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return events.hasNext();
            }

            @Override
            public Piece next() {
                return piece(events.next(), draft);
            }
        };
    }

    private static Piece piece(ScriptedStream.Event event, Draft draft) {
        Piece.Kind kind = event.output().isEmpty() ? Piece.Kind.FILLER : Piece.Kind.OUTPUT;
        Piece.Mark mark = new Piece.Mark(kind, event.tokens(), true, Piece.Mark.UNSTAMPED);
        return Piece.body(event.atNanos(), bytes(event, draft), mark);
    }

    private static byte[] bytes(ScriptedStream.Event event, Draft draft) {
        return switch (event.kind()) {
            case RAW, RAW_BASE64 -> event.payload();
            case CHUNK ->
                new ByteText(256).add("data: ").add(event.payload()).add("\n\n").toBytes();
            case DELTA -> chunk(draft, event.payload(), "null");
            case FINISH -> chunk(draft, "{}".getBytes(StandardCharsets.US_ASCII), text(event));
            case USAGE ->
                draft.identity()
                        .openChunk()
                        .add("],\"usage\":")
                        .add(event.payload())
                        .add("}\n\n")
                        .toBytes();
        };
    }

    private static String text(ScriptedStream.Event event) {
        return new String(event.payload(), StandardCharsets.UTF_8);
    }

    private static byte[] chunk(Draft draft, byte[] delta, String finishReason) {
        ByteText out =
                draft.identity().openChunk().add("{\"index\":0,\"delta\":").add(delta);
        return out.add(",\"logprobs\":null,\"finish_reason\":")
                .add(finishReason)
                .add("}]}\n\n")
                .toBytes();
    }
}
