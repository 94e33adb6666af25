package dev.promptmeter.chat.openai;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Tool calls put together from the pieces of a stream, by their index. */
final class ToolCalls {

    /** More calls than this are not an answer; it bounds memory. */
    static final int MOST = 1_024;

    private static final class Call {
        private @Nullable String id;
        private @Nullable String type;
        private final StringBuilder name = new StringBuilder();
        private final StringBuilder arguments = new StringBuilder();
        private boolean custom;
    }

    private final Map<Long, Call> calls = new LinkedHashMap<>();
    private @Nullable Call last;

    /** Adds one element of {@code delta.tool_calls}. {@return whether a name or arguments grew} */
    boolean add(JsonNode piece) {
        Call call = piece.isObject() ? callOf(piece) : null;
        if (call == null) {
            return false;
        }
        last = call;
        call.id = call.id == null ? Fields.text(piece, "id") : call.id;
        call.type = call.type == null ? Fields.text(piece, "type") : call.type;
        call.custom |= piece.path("custom").isObject();
        JsonNode body = call.custom ? piece.path("custom") : piece.path("function");
        String name = Fields.text(body, "name");
        String arguments = Fields.text(body, call.custom ? "input" : "arguments");
        // Some servers repeat the whole name in every piece.
        boolean newName = name != null && !name.contentEquals(call.name);
        call.name.append(newName ? name : "");
        call.arguments.append(arguments == null ? "" : arguments);
        return newName || arguments != null;
    }

    /** {@return whether that piece is more of a call that is known, and needs no look at anything but its arguments} */
    boolean takes(UsualPiece piece) {
        Call call = calls.get((long) piece.index());
        return call != null && call.type != null && !call.custom;
    }

    /** Adds a piece that it {@linkplain #takes can take}. {@return whether arguments grew} */
    boolean grew(UsualPiece piece) {
        last = calls.get((long) piece.index());
        if (last != null) {
            piece.arguments().appendTo(last.arguments);
        }
        return !piece.arguments().isEmpty();
    }

    private @Nullable Call callOf(JsonNode piece) {
        Long index = Fields.count(piece.path("index"));
        if (index == null && last != null && !startsAnother(piece, last)) {
            return last;
        }
        Long key = index == null ? Long.valueOf(calls.size()) : index;
        Call known = calls.get(key);
        if (known == null && calls.size() < MOST) {
            known = new Call();
            calls.put(key, known);
        }
        return known;
    }

    private static boolean startsAnother(JsonNode piece, Call last) {
        String id = Fields.text(piece, "id");
        return id != null && last.id != null && !id.equals(last.id);
    }

    /** {@return the calls in the order of their first pieces; null if there are none} */
    @Nullable
    JsonNode assembled() {
        if (calls.isEmpty()) {
            return null;
        }
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        calls.values().forEach(call -> array.add(json(call)));
        return array;
    }

    private static ObjectNode json(Call call) {
        String type = call.custom ? "custom" : "function";
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (call.id != null) {
            json.put("id", call.id);
        }
        json.put("type", call.type == null ? type : call.type);
        json.putObject(type)
                .put("name", call.name.toString())
                .put(call.custom ? "input" : "arguments", call.arguments.toString());
        return json;
    }
}
