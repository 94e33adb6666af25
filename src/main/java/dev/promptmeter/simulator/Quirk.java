package dev.promptmeter.simulator;

/** A habit of a kind of server that no setting and no fault describes. */
enum Quirk {
    /** A request that offers to go over to HTTP/2 loses its body. */
    DROPS_BODY_OF_UPGRADE,
    /** Only the usual addresses are known; any other is answered with status 200 and an error as text. */
    UNKNOWN_PATH_SUCCEEDS,
    /** A member with the server's own timings beside the usage. */
    TIMINGS {
        @Override
        Effect effect() {
            String timings = "\"timings\":{\"prompt_n\":11,\"prompt_ms\":3.2,\"predicted_n\":4,\"predicted_ms\":21.5}";
            return Pieces.each(
                    piece -> piece.mark().kind() == Piece.Kind.FINISH || wholeAnswer(piece),
                    json -> JsonEdit.last(json, timings));
        }
    },
    /** The counts of a stream stand in a member of the vendor's, in the chunk with the finish reason. */
    USAGE_OF_GROQ {
        @Override
        Effect effect() {
            return Pieces.list(pieces -> {
                int usage = Pieces.first(pieces, piece -> piece.mark().kind() == Piece.Kind.USAGE);
                int finish = Pieces.first(pieces, piece -> piece.mark().kind() == Piece.Kind.FINISH);
                if (usage >= 0 && finish >= 0) {
                    StringBuilder counts = new StringBuilder();
                    Pieces.edited(
                            pieces.remove(usage),
                            json -> JsonEdit.at(
                                    json, "usage", raw -> counts.append(raw).toString()));
                    String member = "\"x_groq\":{\"id\":\"req_sim\",\"usage\":" + counts + "}";
                    pieces.set(finish, Pieces.edited(pieces.get(finish), json -> JsonEdit.last(json, member)));
                }
            });
        }
    },
    /** The cost in USD stands among the counts. */
    COST_IN_USAGE {
        @Override
        Effect effect() {
            return Effect.ofDraft(draft -> {
                String usage = draft.bill().usage();
                if (usage != null && usage.startsWith("{")) {
                    String cost = "\"cost\":" + Price.dollars(draft.bill().credits());
                    draft.usage(JsonEdit.last(usage, cost));
                }
            });
        }
    };

    private static boolean wholeAnswer(Piece piece) {
        return Pieces.output(piece) && !piece.mark().event();
    }

    /** {@return what it does to an answer to a chat completion} */
    Effect effect() {
        return new Effect() {};
    }
}
