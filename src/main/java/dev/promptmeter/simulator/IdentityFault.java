package dev.promptmeter.simulator;

/** Answers under another name, without one, or meant for somebody else. */
final class IdentityFault {

    private static final String NOBODY = "sim-another-request";

    private IdentityFault() {}

    static Effect model(FaultArguments arguments) {
        String model = arguments.required();
        return Effect.ofDraft(draft -> draft.identity(
                new Draft.Identity(draft.identity().id(), draft.identity().created(), model)));
    }

    static Effect sameId(FaultArguments arguments) {
        return Effect.ofDraft(draft -> draft.identity(new Draft.Identity(
                "chatcmpl-sim-same",
                draft.identity().created(),
                draft.identity().model())));
    }

    static Effect noId(FaultArguments arguments) {
        return Pieces.each(Pieces::json, json -> JsonEdit.without(json, "id"));
    }

    /** The answer and the id of another request in flight; of an invented one where there is none. */
    static Effect swap(FaultArguments arguments) {
        return Effect.ofReply(reply -> {
            Site.Stranger found = reply.site().stranger(Heads.clientRequestId(reply.request()));
            Site.Stranger other = found == null ? new Site.Stranger(NOBODY, "An answer to somebody else") : found;
            SpeechFault.say(reply, other.text());
            reply.editHead(head -> HeadText.with(head, "x-client-request-id", other.clientRequestId()));
        });
    }

    /** Another id and another model from that event on. */
    static Effect change(FaultArguments arguments) {
        int from = IntText.atLeast(1).parse(arguments.argument());
        return Pieces.list(pieces -> {
            int at = Pieces.event(pieces, from);
            for (int i = Math.max(0, at); i < pieces.size(); i++) {
                Piece piece = pieces.get(i);
                pieces.set(i, Pieces.json(piece) ? Pieces.edited(piece, IdentityFault::renamed) : piece);
            }
        });
    }

    private static String renamed(String json) {
        return JsonEdit.at(JsonEdit.at(json, "id", raw -> "\"chatcmpl-sim-other\""), "model", raw -> "\"other-model\"");
    }
}
