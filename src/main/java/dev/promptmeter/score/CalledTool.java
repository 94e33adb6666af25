package dev.promptmeter.score;

import dev.promptmeter.dataset.Check;
import java.util.List;

/** {@code tool-call}: the answer calls a tool of that name. */
final class CalledTool implements Scorer {

    private static final CheckHelp HELP = new CheckHelp(
            "tool-call",
            "the answer calls a tool of that name",
            "the name of a tool",
            "",
            "tool-call: get_weather",
            List.of());

    @Override
    public CheckHelp help() {
        return HELP;
    }

    @Override
    public Judgement prepare(Check check) {
        String wanted = Arguments.of(check, HELP).text();
        Score pass = Score.pass("called " + Excerpt.of(wanted));
        return answer -> {
            List<ToolCall> calls = ToolCall.of(answer.completion());
            for (ToolCall call : calls) {
                if (call.name().equals(wanted)) {
                    return pass;
                }
            }
            return Score.fail("expected a call of " + Excerpt.of(wanted) + ", " + ToolCall.shown(calls));
        };
    }
}
