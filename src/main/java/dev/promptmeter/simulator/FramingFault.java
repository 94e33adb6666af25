package dev.promptmeter.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Event streams in forms that the format allows, or nearly allows. */
final class FramingFault {

    private static final String DATA = "data: ";

    private FramingFault() {}

    static Effect lines(FaultArguments arguments) {
        return switch (arguments.argument()) {
            case "cr" -> events(text -> text.replace("\n", "\r"));
            case "crlf" -> events(text -> text.replace("\n", "\r\n"));
            case "mixed" -> mixed();
            default ->
                throw new IllegalArgumentException(
                        "unknown lines '" + arguments.argument() + "': write cr, crlf or mixed");
        };
    }

    private static Effect mixed() {
        String[] ends = {"\n\n", "\r\n\r\n", "\r\r", "\n\r\n"};
        return Pieces.list(pieces -> {
            for (int i = 0; i < pieces.size(); i++) {
                String end = ends[i % ends.length];
                pieces.set(
                        i, Pieces.with(pieces.get(i), Pieces.text(pieces.get(i)).replace("\n\n", end)));
            }
        });
    }

    private static Effect events(UnaryOperator<String> change) {
        return Pieces.list(pieces -> pieces.replaceAll(piece -> Pieces.with(piece, change.apply(Pieces.text(piece)))));
    }

    static Effect noSpace(FaultArguments arguments) {
        return events(text -> text.startsWith(DATA) ? "data:" + text.substring(DATA.length()) : text);
    }

    /** The line is broken behind the first member, where JSON allows a blank. */
    static Effect multiLine(FaultArguments arguments) {
        return events(text -> text.replaceFirst(",\"", ",\n" + DATA + "\""));
    }

    static Effect unknownFields(FaultArguments arguments) {
        return events(text -> "id: 7\nretry: 10\nfoo: bar\n" + text);
    }

    static Effect noLastBlank(FaultArguments arguments) {
        return Pieces.list(pieces -> {
            int last = pieces.size() - 1;
            String text = Pieces.text(pieces.get(last));
            pieces.set(last, Pieces.with(pieces.get(last), text.replaceFirst("\n\n$", "\n")));
        });
    }

    /** So many events in one write, when the last of them is due. */
    static Effect coalesce(FaultArguments arguments) {
        int many = IntText.atLeast(1).parse(arguments.argument());
        return Pieces.list(pieces -> {
            List<Piece> single = new ArrayList<>(pieces);
            pieces.clear();
            for (int from = 0; from < single.size(); from += many) {
                pieces.add(joined(single.subList(from, Math.min(single.size(), from + many))));
            }
        });
    }

    private static Piece joined(List<Piece> pieces) {
        ByteText all = new ByteText(256 * pieces.size());
        int tokens = 0;
        Piece.Kind kind = pieces.get(0).mark().kind();
        for (Piece piece : pieces) {
            all.add(piece.bytes());
            tokens += piece.mark().tokens();
            kind = Pieces.output(piece) ? Piece.Kind.OUTPUT : kind;
        }
        Piece last = pieces.get(pieces.size() - 1);
        return Piece.body(last.dueNanos(), all.toBytes(), new Piece.Mark(kind, tokens, true, Piece.Mark.UNSTAMPED));
    }
}
