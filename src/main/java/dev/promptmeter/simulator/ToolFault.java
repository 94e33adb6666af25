package dev.promptmeter.simulator;

import java.util.ArrayList;
import java.util.List;

/** Tool calls in a stream that come in odd parts. An answer without a tool call gets one. */
final class ToolFault {

    private static final String ARGUMENTS = "choices/*/delta/tool_calls/*/function/arguments";
    private static final ToolCalls SAMPLE = ToolCalls.parse("[{\"id\":\"call_sim\",\"type\":\"function\","
            + "\"function\":{\"name\":\"lookup\",\"arguments\":\"{\\\"city\\\":\\\"Paris\\\"}\"}}]");
    private static final Effect CALLING = Effect.ofDraft(draft -> {
        if (draft.speech().toolCalls() == null) {
            draft.speech(new Draft.Speech(null, null, null, SAMPLE));
            draft.finish("\"finish_reason\":\"tool_calls\"");
        }
    });

    private ToolFault() {}

    static Effect noIndex(FaultArguments arguments) {
        return CALLING.and(
                Pieces.each(Pieces::json, json -> JsonEdit.without(json, "choices/*/delta/tool_calls/*/index")));
    }

    /** One character of the arguments an event. */
    static Effect split(FaultArguments arguments) {
        return CALLING.and(Pieces.list(pieces -> {
            List<Piece> whole = List.copyOf(pieces);
            pieces.clear();
            whole.forEach(piece -> pieces.addAll(Pieces.output(piece) ? characters(piece) : List.of(piece)));
        }));
    }

    private static List<Piece> characters(Piece piece) {
        StringBuilder said = new StringBuilder();
        Pieces.edited(
                piece,
                json -> JsonEdit.at(json, ARGUMENTS, raw -> {
                    said.append(JsonReader.read(raw) instanceof Json.Text text ? text.text() : "");
                    return raw;
                }));
        List<Piece> characters = new ArrayList<>();
        for (int i = 0; i < said.length(); i++) {
            String one = JsonEdit.text(said.substring(i, i + 1));
            Piece part = Pieces.edited(piece, json -> JsonEdit.at(json, ARGUMENTS, raw -> one));
            boolean last = i == said.length() - 1;
            characters.add(last ? part : Pieces.filler(part, Pieces.text(part)));
        }
        return characters.isEmpty() ? List.of(piece) : characters;
    }
}
