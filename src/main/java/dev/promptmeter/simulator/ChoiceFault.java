package dev.promptmeter.simulator;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Choices and contents of another form than the schema's; in a stream in every chunk that has any. */
final class ChoiceFault {

    private static final String OTHER = "\"Another answer\"";

    private static final Map<String, UnaryOperator<String>> CHOICES = new TreeMap<>(Map.of(
            "empty", json -> JsonEdit.at(json, "choices", raw -> "[]"),
            "missing", json -> JsonEdit.without(json, "choices"),
            "null", json -> JsonEdit.at(json, "choices", raw -> "null"),
            "object", json -> JsonEdit.at(json, "choices", ChoiceFault::inside),
            "null-item", json -> JsonEdit.at(json, "choices", raw -> "[null]"),
            "no-message", ChoiceFault::withoutMessage,
            "legacy-text", ChoiceFault::legacy,
            "two", json -> JsonEdit.at(json, "choices", raw -> "[" + inside(raw) + "," + second(raw) + "]"),
            "reversed", json -> JsonEdit.at(json, "choices", raw -> "[" + second(raw) + "," + inside(raw) + "]")));

    private static final Map<String, String> CONTENTS =
            Map.of("null", "null", "number", "42", "object", "{\"text\":42}");

    private ChoiceFault() {}

    static Effect choices(FaultArguments arguments) {
        UnaryOperator<String> change = CHOICES.get(arguments.argument());
        if (change == null) {
            throw new IllegalArgumentException("unknown choices '" + arguments.argument() + "': "
                    + NearName.suggestion(arguments.argument(), CHOICES.keySet()));
        }
        return Pieces.each(piece -> Pieces.json(piece) && piece.mark().kind() != Piece.Kind.USAGE, change);
    }

    /** {@return the first of the choices} */
    private static String inside(String list) {
        List<Json> choices = JsonReader.read(list) instanceof Json.Arr array ? array.items() : List.of();
        return choices.isEmpty() ? "null" : choices.get(0).rawIn(list);
    }

    private static String second(String list) {
        String other = JsonEdit.at("{\"c\":" + inside(list) + "}", "c/index", raw -> "1");
        String said =
                JsonEdit.at(JsonEdit.at(other, "c/message/content", raw -> OTHER), "c/delta/content", raw -> OTHER);
        return said.substring("{\"c\":".length(), said.length() - 1);
    }

    private static String withoutMessage(String json) {
        return JsonEdit.without(JsonEdit.without(json, "choices/*/message"), "choices/*/delta");
    }

    /** The older completion form, in which the text stands in the choice itself. */
    private static String legacy(String json) {
        return JsonEdit.at(json, "choices/*", choice -> {
            StringBuilder text = new StringBuilder();
            for (String channel : List.of("message/content", "delta/content")) {
                JsonEdit.at(
                        choice,
                        channel,
                        raw -> text.append(raw.equals("null") ? "" : raw).toString());
            }
            String bare = JsonEdit.without(JsonEdit.without(choice, "message"), "delta");
            return JsonEdit.first(bare, "\"text\":" + (text.isEmpty() ? "\"\"" : text));
        });
    }

    static Effect content(FaultArguments arguments) {
        String form = arguments.argument();
        JsonEdit.Change change = switch (form) {
            case "parts" -> raw -> raw.startsWith("\"") ? "[{\"type\":\"text\",\"text\":" + raw + "}]" : raw;
            case "missing" -> raw -> null;
            case "null", "number", "object" -> raw -> CONTENTS.get(form);
            default ->
                throw new IllegalArgumentException("unknown content '" + form + "': "
                        + NearName.suggestion(form, List.of("null", "parts", "number", "object", "missing")));
        };
        return Pieces.each(
                Pieces::output,
                json -> JsonEdit.at(
                        JsonEdit.at(json, "choices/*/message/content", change), "choices/*/delta/content", change));
    }
}
