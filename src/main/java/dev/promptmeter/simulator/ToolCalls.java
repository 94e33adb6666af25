package dev.promptmeter.simulator;

import java.util.ArrayList;
import java.util.List;

/** Tool calls as a rule states them: the JSON array as written, and each call taken apart for streams. */
record ToolCalls(String raw, List<Call> calls) {

    /** One call; {@code opening} is its JSON object with empty arguments. */
    record Call(String opening, String arguments) {}

    ToolCalls {
        calls = List.copyOf(calls);
    }

    static ToolCalls parse(String text) {
        if (!(JsonReader.read(text.trim()) instanceof Json.Arr list)
                || list.items().isEmpty()) {
            throw new IllegalArgumentException("tool_calls must be a JSON array with at least one call");
        }
        List<Call> calls = new ArrayList<>();
        for (Json item : list.items()) {
            calls.add(call(item, text.trim(), calls.size()));
        }
        return new ToolCalls(text.trim(), calls);
    }

    private static Call call(Json item, String source, int index) {
        if (!(item instanceof Json.Obj members)) {
            throw new IllegalArgumentException("tool_calls[" + index + "] must be an object");
        }
        String head = "{\"index\":" + index + ",";
        if (members.get("function") instanceof Json.Obj function
                && function.get("arguments") instanceof Json.Text arguments) {
            String opening = item.rawIn(source);
            int from = arguments.from() - item.from();
            int to = arguments.to() - item.from();
            return new Call(head + opening.substring(1, from) + "\"\"" + opening.substring(to), arguments.text());
        }
        return new Call(head + item.rawIn(source).substring(1), "");
    }

    int tokens() {
        return calls.stream().mapToInt(call -> Tokens.count(call.arguments())).sum();
    }
}
