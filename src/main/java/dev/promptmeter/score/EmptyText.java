package dev.promptmeter.score;

import dev.promptmeter.chat.Completion;
import dev.promptmeter.dataset.Check;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** {@code is-empty}: nothing that a reader would see, and no tool call. */
final class EmptyText implements Scorer {

    private static final CheckHelp HELP = new CheckHelp(
            "is-empty", "the answer has no visible character and no tool call", "", "", "is-empty", List.of());
    private static final Score PASS = Score.pass("the answer is empty");

    @Override
    public CheckHelp help() {
        return HELP;
    }

    @Override
    public Filling filling() {
        return Filling.NONE;
    }

    @Override
    public Judgement prepare(Check check) {
        Arguments.of(check, HELP);
        return answer -> holds(answer.completion()) ? PASS : Score.fail(reason(answer.completion()));
    }

    /** {@return whether the model said nothing and called no tool} */
    static boolean holds(Completion completion) {
        JsonNode calls = completion.toolCalls();
        return (calls == null || calls.isEmpty()) && !WhiteSpace.visible(completion.text());
    }

    private static String reason(Completion completion) {
        boolean said = WhiteSpace.visible(completion.text());
        return said
                ? "expected an empty answer, got " + Excerpt.of(completion.text())
                : "expected an empty answer, got a tool call";
    }
}
