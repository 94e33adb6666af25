package dev.promptmeter.simulator;

/** JSON that is broken, doubled, too deep or too large; in a stream that of the first event that says something. */
final class JsonFault {

    private static final int MOST_DEPTH = 1_000_000;

    private JsonFault() {}

    /** Half of the JSON, framed as if it were all. */
    static Effect cut(FaultArguments arguments) {
        return Pieces.list(pieces -> {
            int at = Math.max(0, Pieces.first(pieces, Pieces::output));
            pieces.set(at, half(pieces.get(at)));
        });
    }

    private static Piece half(Piece piece) {
        byte[] half = piece.before(piece.bytes().length / 2).bytes();
        byte[] end = piece.mark().event() ? new byte[] {'\n', '\n'} : new byte[0];
        return Pieces.with(
                piece, new ByteText(half.length + 2).add(half).add(end).toBytes());
    }

    static Effect bad(FaultArguments arguments) {
        return Pieces.firstOutput(json -> json.substring(0, json.length() - 1) + ",}");
    }

    static Effect trailing(FaultArguments arguments) {
        return Pieces.firstOutput(json -> json + " {\"more\":true}");
    }

    static Effect deep(FaultArguments arguments) {
        int depth = new IntText(1, MOST_DEPTH).parse(arguments.argument());
        String member = "\"deep\":" + "[".repeat(depth) + "]".repeat(depth);
        return Pieces.firstOutput(json -> JsonEdit.first(json, member));
    }

    static Effect duplicate(FaultArguments arguments) {
        return Pieces.firstOutput(json -> JsonEdit.first(json, "\"model\":\"another\""));
    }

    static Effect hugeField(FaultArguments arguments) {
        String[] parts = arguments.argument().split(",", -1);
        if (parts.length != 2 || parts[0].isBlank()) {
            throw new IllegalArgumentException("huge-field needs NAME,SIZE, such as huge-field:note,1MB");
        }
        String member = JsonEdit.text(parts[0].trim()) + ":\"" + "x".repeat(SizeText.bytes(parts[1])) + "\"";
        return Pieces.firstOutput(json -> JsonEdit.first(json, member));
    }

    static Effect errorNull(FaultArguments arguments) {
        return Pieces.each(Pieces::json, json -> JsonEdit.first(json, "\"error\":null"));
    }

    static Effect errorEmpty(FaultArguments arguments) {
        return Pieces.each(Pieces::json, json -> JsonEdit.first(json, "\"error\":{}"));
    }
}
