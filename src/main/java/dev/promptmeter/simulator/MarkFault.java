package dev.promptmeter.simulator;

/** The marks at the end of a stream: missing, doubled, early, or not quite themselves. */
final class MarkFault {

    private MarkFault() {}

    static Effect withoutDone(FaultArguments arguments) {
        return Effect.ofDraft(Draft::withoutDoneMark);
    }

    static Effect withoutFinish(FaultArguments arguments) {
        return Effect.ofDraft(Draft::withoutFinishChunk);
    }

    static Effect doneFirst(FaultArguments arguments) {
        return Pieces.list(pieces -> {
            int done = Pieces.first(pieces, piece -> piece.mark().kind() == Piece.Kind.DONE);
            if (done > 0) {
                pieces.add(0, pieces.remove(done).at(pieces.get(0).dueNanos()));
            }
        });
    }

    static Effect doubleFinish(FaultArguments arguments) {
        return Pieces.list(pieces -> {
            int finish = Pieces.first(pieces, piece -> piece.mark().kind() == Piece.Kind.FINISH);
            if (finish >= 0) {
                pieces.add(finish, pieces.get(finish));
            }
        });
    }

    static Effect doneQuoted(FaultArguments arguments) {
        return Pieces.list(pieces -> pieces.replaceAll(
                piece -> piece.mark().kind() == Piece.Kind.DONE ? Pieces.with(piece, "data: \"[DONE]\"\n\n") : piece));
    }
}
