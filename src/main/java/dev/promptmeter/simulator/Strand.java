package dev.promptmeter.simulator;

import java.util.ArrayList;
import java.util.List;

/**
 * One channel of a streamed answer: its text comes piece by piece between {@code before} and {@code after}.
 *
 * @param opening a delta that comes first and carries no token, or an empty text
 */
record Strand(String opening, String before, String text, String after) {

    private static final String CONTENT = "{\"content\":";

    /** {@return whether it is what the model says, and not what it thinks, refuses or calls} */
    boolean content() {
        return before.equals(CONTENT);
    }

    static List<Strand> of(Draft.Speech speech) {
        List<Strand> strands = new ArrayList<>();
        String reasoning = speech.reasoning();
        if (reasoning != null) {
            strands.add(new Strand("", "{\"reasoning\":", reasoning, "}"));
        }
        String content = speech.content();
        if (content != null) {
            strands.add(new Strand("", CONTENT, content, "}"));
        }
        String refusal = speech.refusal();
        if (refusal != null) {
            strands.add(new Strand("", "{\"refusal\":", refusal, "}"));
        }
        ToolCalls calls = speech.toolCalls();
        for (int i = 0; calls != null && i < calls.calls().size(); i++) {
            ToolCalls.Call call = calls.calls().get(i);
            String before = "{\"tool_calls\":[{\"index\":" + i + ",\"function\":{\"arguments\":";
            strands.add(new Strand("{\"tool_calls\":[" + call.opening() + "]}", before, call.arguments(), "}}]}"));
        }
        return strands;
    }
}
