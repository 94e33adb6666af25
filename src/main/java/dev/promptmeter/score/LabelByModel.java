package dev.promptmeter.score;

import dev.promptmeter.dataset.Check;
import dev.promptmeter.score.ModelJudgement.Context;
import dev.promptmeter.score.ModelJudgement.Terms;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** {@code llm-label}: a judge puts one of several labels on the answer, and some of them are good. */
final class LabelByModel implements Scorer {

    private static final Set<String> MEMBERS = Set.of("labels", "passing");

    private static final CheckHelp HELP = new CheckHelp(
            "llm-label",
            "the label that the judge puts on the answer is one of the passing ones",
            "a map of labels and passing, two lists",
            "",
            "llm-label: {\"labels\":[\"polite\",\"neutral\",\"rude\"],\"passing\":[\"polite\",\"neutral\"]}",
            List.of("on", "allowEmpty"));

    @Override
    public CheckHelp help() {
        return HELP;
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.JUDGE);
    }

    @Override
    public Judgement prepare(Check check) {
        Arguments arguments = Arguments.of(check, HELP);
        JsonNode value = map(arguments);
        List<String> labels = list(value, "labels", arguments);
        Set<String> passing = new LinkedHashSet<>(list(value, "passing", arguments));
        if (!labels.containsAll(passing)) {
            throw arguments.wrong("lets pass what is none of its labels: " + passing);
        }
        Terms terms = new Terms("Choose the label that fits the answer best.", Context.ANSWER, arguments.judgedText());
        return new ModelJudgement(terms, ReplyForm.label(labels), reply -> graded(reply, passing));
    }

    private static JsonNode map(Arguments arguments) {
        JsonNode value = arguments.requiredValue();
        try {
            JsonNode map = value.isString() ? StrictJson.whole(value.stringValue()) : value;
            if (map.isObject() && MEMBERS.containsAll(map.propertyNames())) {
                return map;
            }
        } catch (NotJson e) {
            // Said below: a cell holds the map as JSON.
        }
        throw arguments.wrong("takes a map with the lists labels and passing");
    }

    private static List<String> list(JsonNode map, String name, Arguments arguments) {
        JsonNode list = map.path(name);
        List<String> texts = new ArrayList<>();
        list.forEach(each -> texts.add(arguments.text(each)));
        if (!list.isArray()
                || texts.isEmpty()
                || texts.contains("")
                || Set.copyOf(texts).size() < texts.size()) {
            throw arguments.wrong("needs '" + name + "', a list of different texts");
        }
        return texts;
    }

    private static Score.Graded graded(Heard.Reply reply, Set<String> passing) {
        String label = reply.value().stringValue();
        boolean passed = passing.contains(label);
        String reason = "judge says " + Excerpt.of(label) + ": " + Excerpt.visible(reply.reason());
        return new Score.Graded(passed ? 1 : 0, passed, reason);
    }
}
