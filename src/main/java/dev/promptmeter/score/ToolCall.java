package dev.promptmeter.score;

import dev.promptmeter.chat.Completion;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * One call of a tool in an answer.
 *
 * @param name of the tool; empty if the model names none
 * @param arguments as received: text that need not be JSON, or what a server made of it; missing if there are none
 * @param custom whether its input is free text
 */
record ToolCall(String name, JsonNode arguments, boolean custom) {

    /** {@return the calls of an answer in order; none if it made none} */
    static List<ToolCall> of(Completion completion) {
        JsonNode received = completion.toolCalls();
        if (received == null) {
            return List.of();
        }
        List<ToolCall> calls = new ArrayList<>(received.size());
        for (JsonNode call : received) {
            boolean custom = call.path("custom").isObject();
            JsonNode body = call.path(custom ? "custom" : "function");
            calls.add(new ToolCall(body.path("name").asString(""), body.path(custom ? "input" : "arguments"), custom));
        }
        return calls;
    }

    /**
     * {@return its arguments as one strict JSON value}
     *
     * @throws NotJson if they are none
     */
    JsonNode json() {
        if (arguments.isMissingNode()) {
            throw new NotJson("there are none");
        }
        // Some servers send the object itself where its text belongs.
        return arguments.isString() ? StrictJson.whole(WhiteSpace.trim(arguments.stringValue())) : arguments;
    }

    /** {@return the names that were called, for a reason} */
    static String shown(List<ToolCall> calls) {
        return calls.isEmpty()
                ? "no tool was called"
                : "called " + Excerpt.of(calls.stream().map(ToolCall::name).collect(Collectors.joining(", ")));
    }
}
