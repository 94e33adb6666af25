package dev.promptmeter.simulator;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Changes places of a JSON text and leaves everything else as it was written. */
final class JsonEdit {

    /** What becomes of a value. */
    interface Change {

        /** {@return other raw JSON, or null for nothing at all} */
        @Nullable
        String of(String raw);
    }

    private final String source;
    private final String[] path;
    private final Change change;

    private JsonEdit(String source, String[] path, Change change) {
        this.source = source;
        this.path = path;
        this.change = change;
    }

    /** {@return the text with every value at that place changed, such as {@code choices/&#42;/delta/content}; places that do not exist stay so} */
    static String at(String json, String path, Change change) {
        String edited = new JsonEdit(json, path.split("/"), change).edited(JsonReader.read(json), 0);
        return edited == null ? "" : edited;
    }

    /** {@return the text without the values at that place} */
    static String without(String json, String path) {
        return at(json, path, raw -> null);
    }

    /** {@return the object with one more member before all others} */
    static String first(String object, String member) {
        boolean empty = object.substring(1).stripLeading().startsWith("}");
        return "{" + member + (empty ? "" : ",") + object.substring(1);
    }

    /** {@return the object with one more member behind all others} */
    static String last(String object, String member) {
        int end = object.lastIndexOf('}');
        boolean empty = object.substring(0, end).stripTrailing().endsWith("{");
        return object.substring(0, end) + (empty ? "" : ",") + member + "}";
    }

    /** {@return the text as a JSON string, quotes included} */
    static String text(String value) {
        return new String(new ByteText(64).json(value).toBytes(), StandardCharsets.UTF_8);
    }

    private @Nullable String edited(Json value, int depth) {
        if (depth == path.length) {
            return change.of(value.rawIn(source));
        }
        if (value instanceof Json.Obj object) {
            return object(object, depth);
        }
        return value instanceof Json.Arr list && path[depth].equals("*") ? list(list, depth) : value.rawIn(source);
    }

    private String object(Json.Obj object, int depth) {
        StringBuilder out = new StringBuilder("{");
        for (Map.Entry<String, Json> member : object.members().entrySet()) {
            boolean here = member.getKey().equals(path[depth]);
            String raw = here
                    ? edited(member.getValue(), depth + 1)
                    : member.getValue().rawIn(source);
            if (raw != null) {
                out.append(out.length() == 1 ? "" : ",")
                        .append(text(member.getKey()))
                        .append(':')
                        .append(raw);
            }
        }
        return out.append('}').toString();
    }

    private String list(Json.Arr list, int depth) {
        StringBuilder out = new StringBuilder("[");
        for (Json item : list.items()) {
            String raw = edited(item, depth + 1);
            if (raw != null) {
                out.append(out.length() == 1 ? "" : ",").append(raw);
            }
        }
        return out.append(']').toString();
    }
}
