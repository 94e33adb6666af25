package dev.promptmeter.score;

import dev.promptmeter.dataset.Check;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** {@code tool-call-f1}: how well the set of tools that were called agrees with the set that should have been. */
final class CalledNames implements Scorer {

    private static final CheckHelp HELP = new CheckHelp(
            "tool-call-f1",
            "F1 of the names of the tools that were called reaches the threshold",
            "a list of names; in a suite [] for no call",
            "the threshold, 0 to 1; 1 unless given",
            "tool-call-f1: search,book",
            List.of());

    @Override
    public CheckHelp help() {
        return HELP;
    }

    @Override
    public Judgement prepare(Check check) {
        Arguments arguments = Arguments.of(check, HELP);
        JsonNode value = arguments.requiredValue();
        Set<String> wanted =
                value.isArray() && value.isEmpty() ? Set.of() : Set.copyOf(new HashSet<>(arguments.items()));
        double threshold = arguments.share(1);
        String shown = Excerpt.of(String.join(", ", wanted.stream().sorted().toList()));
        return answer -> {
            List<ToolCall> calls = ToolCall.of(answer.completion());
            double score = f1(wanted, calls);
            String reason =
                    "F1 " + Figure.beside(score, threshold) + ": expected " + shown + ", " + ToolCall.shown(calls);
            return new Score.Graded(score, score >= threshold, reason);
        };
    }

    private static double f1(Set<String> wanted, List<ToolCall> calls) {
        Set<String> called = new HashSet<>();
        int common = 0;
        for (ToolCall call : calls) {
            common += called.add(call.name()) && wanted.contains(call.name()) ? 1 : 0;
        }
        int all = wanted.size() + called.size();
        return all == 0 ? 1 : 2.0 * common / all;
    }
}
