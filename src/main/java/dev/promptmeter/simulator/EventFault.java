package dev.promptmeter.simulator;

import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;

/** Events of a stream that are odd, broken, too many, or say what others would not. */
final class EventFault {

    private static final String CONTENT = "choices/*/delta/content";
    private static final String FINISH = "choices/*/finish_reason";

    private EventFault() {}

    static Effect badChunk(FaultArguments arguments) {
        int number = IntText.atLeast(1).parse(arguments.argument());
        return Pieces.list(pieces -> {
            int at = Pieces.event(pieces, number);
            pieces.add(at + 1, Pieces.filler(pieces.get(Math.max(0, at)), "data: {\"id\":\"chatcmpl-sim\",\"choi\n\n"));
        });
    }

    static Effect twoJson(FaultArguments arguments) {
        return Pieces.firstOutput(json -> json + " {\"choices\":[]}");
    }

    static Effect longLine(FaultArguments arguments) {
        String member = "\"pad\":\"" + "x".repeat(SizeText.bytes(arguments.argument())) + "\"";
        return Pieces.firstOutput(json -> JsonEdit.first(json, member));
    }

    static Effect emptyDeltas(FaultArguments arguments) {
        int many = IntText.atLeast(1).parse(arguments.argument());
        return Pieces.list(pieces -> {
            int at = Pieces.first(pieces, Pieces::json);
            if (at >= 0) {
                Piece empty = copy(pieces.get(at), json -> JsonEdit.at(json, "choices/*/delta", raw -> "{}"));
                pieces.addAll(at + 1, Collections.nCopies(many, empty));
            }
        });
    }

    private static Piece copy(Piece piece, UnaryOperator<String> change) {
        return Pieces.filler(piece, Pieces.text(Pieces.edited(piece, change)));
    }

    static Effect choicesEmptyFirst(FaultArguments arguments) {
        return Pieces.list(pieces -> {
            int at = Pieces.first(pieces, Pieces::json);
            if (at >= 0) {
                pieces.add(
                        at,
                        copy(
                                pieces.get(at),
                                json -> JsonEdit.last(
                                        JsonEdit.at(json, "choices", raw -> "[]"),
                                        "\"prompt_filter_results\":[{\"prompt_index\":0,\"content_filter_results\":{}}]")));
            }
        });
    }

    /** Behind that event a choice that has no delta, as from a filter. */
    static Effect noDelta(FaultArguments arguments) {
        int number = IntText.atLeast(1).parse(arguments.argument());
        return Pieces.list(pieces -> {
            int from = Pieces.first(pieces, Pieces::json);
            if (from >= 0) {
                Piece bare = copy(pieces.get(from), json -> JsonEdit.without(json, "choices/*/delta"));
                pieces.add(Math.max(from, Pieces.event(pieces, number)) + 1, bare);
            }
        });
    }

    static Effect roleNull(FaultArguments arguments) {
        return Pieces.each(
                Pieces::output,
                json -> JsonEdit.at(json, "choices/*/delta", delta -> JsonEdit.first(delta, "\"role\":null")));
    }

    static Effect finishEmpty(FaultArguments arguments) {
        return Pieces.each(
                piece -> Pieces.json(piece) && piece.mark().kind() != Piece.Kind.FINISH,
                json -> JsonEdit.at(json, FINISH, raw -> "\"\""));
    }

    static Effect usagePerChunk(FaultArguments arguments) {
        return Effect.ofDraft(draft -> draft.style(draft.style().running()));
    }

    static Effect usageAfterDone(FaultArguments arguments) {
        return Pieces.list(pieces -> {
            int usage = Pieces.first(pieces, piece -> piece.mark().kind() == Piece.Kind.USAGE);
            if (usage >= 0) {
                pieces.add(pieces.remove(usage));
            }
        });
    }

    static Effect usageThenNull(FaultArguments arguments) {
        return Pieces.list(pieces -> {
            int usage = Pieces.first(pieces, piece -> piece.mark().kind() == Piece.Kind.USAGE);
            if (usage >= 0) {
                pieces.add(usage + 1, copy(pieces.get(usage), json -> JsonEdit.at(json, "usage", raw -> "null")));
            }
        });
    }

    /** A second choice between the events of the first. */
    static Effect interleave(FaultArguments arguments) {
        return Pieces.list(pieces -> {
            List<Piece> single = List.copyOf(pieces);
            pieces.clear();
            for (Piece piece : single) {
                pieces.add(piece);
                boolean doubled = Pieces.output(piece) || piece.mark().kind() == Piece.Kind.FINISH;
                if (doubled) {
                    pieces.add(copy(piece, EventFault::second));
                }
            }
        });
    }

    private static String second(String json) {
        return JsonEdit.at(JsonEdit.at(json, "choices/*/index", raw -> "1"), CONTENT, raw -> "\"another choice \"");
    }

    /** A character as two halves of a pair, each in an event of its own, before everything that is said. */
    static Effect splitSurrogate(FaultArguments arguments) {
        return Pieces.list(pieces -> {
            int at = Pieces.first(pieces, Pieces::output);
            if (at >= 0) {
                Piece whole = pieces.get(at);
                pieces.add(at, copy(whole, json -> JsonEdit.at(json, CONTENT, raw -> "\"\\ude00\"")));
                pieces.add(at, copy(whole, json -> JsonEdit.at(json, CONTENT, raw -> "\"\\ud83d\"")));
            }
        });
    }
}
