package dev.promptmeter.score;

import dev.promptmeter.dataset.Check;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** {@code is-valid-tool-call}: every call names a tool of the request, with arguments as that tool takes them. */
final class ValidToolCall implements Scorer {

    private final CheckHelp help;

    /** Makes the scorer under one of its names. */
    ValidToolCall(String name) {
        this.help = new CheckHelp(
                name,
                "the answer calls a tool, and each call names one of the request with arguments that conform to its parameters",
                "",
                "",
                name,
                List.of());
    }

    @Override
    public CheckHelp help() {
        return help;
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.TOOLS);
    }

    @Override
    public Judgement prepare(Check check) {
        Arguments.of(check, help);
        return answer -> judge(ToolCall.of(answer.completion()), answer.tools());
    }

    private static Score judge(List<ToolCall> calls, OfferedTools tools) {
        for (ToolCall call : calls) {
            Score score = judge(call, tools);
            if (!(score instanceof Score.Graded graded && graded.passed())) {
                return score;
            }
        }
        return calls.isEmpty() ? Score.fail("no tool was called") : Score.pass(ToolCall.shown(calls));
    }

    private static Score judge(ToolCall call, OfferedTools tools) {
        if (!tools.names().contains(call.name())) {
            return Score.fail("called " + Excerpt.of(call.name()) + ", the request offers "
                    + Excerpt.of(String.join(", ", tools.names())));
        }
        return call.custom() ? Score.pass("free text") : named(call, arguments(call, tools));
    }

    private static Score arguments(ToolCall call, OfferedTools tools) {
        try {
            JsonNode arguments = call.json();
            if (!arguments.isObject()) {
                return Score.fail("are no JSON object");
            }
            return tools.schemaOf(call.name())
                    .map(schema -> schema.judge(arguments))
                    .orElseGet(() -> Score.pass("free"));
        } catch (NotJson e) {
            return Score.fail("are not JSON: " + e.getMessage());
        } catch (CheckException e) {
            return new Score.Unscored(e.getMessage());
        }
    }

    private static Score named(ToolCall call, Score score) {
        String reason = "arguments of " + Excerpt.of(call.name()) + ": " + score.reason();
        if (score instanceof Score.Graded graded) {
            return new Score.Graded(graded.value(), graded.passed(), reason);
        }
        return new Score.Unscored(reason);
    }
}
