package dev.promptmeter.score;

import dev.promptmeter.dataset.Check;
import dev.promptmeter.score.ModelJudgement.Context;
import dev.promptmeter.score.ModelJudgement.Terms;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** A judge says how the facts of the answer relate to those of a reference. */
final class Factuality implements Scorer {

    private static final double LEAST = 0.5;
    private static final String SCORES = "scores";

    private static final Map<String, String> RELATIONS = Map.of(
            "A", "a subset of the reference",
            "B", "a superset of the reference",
            "C", "the same as the reference",
            "D", "a contradiction of the reference",
            "E", "different in ways that do not matter");

    private final CheckHelp help;

    private Factuality(CheckHelp help) {
        this.help = help;
    }

    /** {@return the scorer under that name} */
    static Factuality named(String name) {
        return new Factuality(new CheckHelp(
                name,
                "the judge finds that the facts of the answer do not contradict the reference",
                "a reference answer",
                "",
                name + ": Paris is the capital of France",
                List.of(SCORES, "on", "allowEmpty")));
    }

    @Override
    public CheckHelp help() {
        return help;
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.JUDGE);
    }

    @Override
    public Judgement prepare(Check check) {
        Arguments arguments = Arguments.of(check, help);
        String criterion =
                "Compare the facts of the answer with those of this reference; style and wording do not matter.\n"
                        + "Reference:\n" + arguments.text();
        Map<String, Double> scores = scores(arguments);
        Terms terms = new Terms(criterion, Context.QUESTION, arguments.judgedText());
        return new ModelJudgement(terms, ReplyForm.CATEGORY, reply -> graded(reply, scores));
    }

    private static Map<String, Double> scores(Arguments arguments) {
        Map<String, Double> scores = new LinkedHashMap<>(Map.of("A", 1.0, "B", 1.0, "C", 1.0, "D", 0.0, "E", 1.0));
        JsonNode written = arguments.option(SCORES);
        if (written == null) {
            return scores;
        }
        if (!written.isObject()) {
            throw arguments.wrong("has 'scores', which is a map such as {A: 0.5}");
        }
        written.properties().forEach(each -> {
            JsonNode value = each.getValue();
            boolean share = value.isNumber() && value.asDouble() >= 0 && value.asDouble() <= 1;
            if (!scores.containsKey(each.getKey()) || !share) {
                throw arguments.wrong("has scores: {" + each.getKey() + ": " + value
                        + "}; the categories are A to E, their scores lie between 0 and 1");
            }
            scores.put(each.getKey(), value.asDouble());
        });
        return scores;
    }

    private static Score.Graded graded(Heard.Reply reply, Map<String, Double> scores) {
        String category = reply.value().stringValue();
        double score = scores.get(category);
        String reason =
                "judge says " + category + ", " + RELATIONS.get(category) + ": " + Excerpt.visible(reply.reason());
        return new Score.Graded(score, score >= LEAST, reason);
    }
}
