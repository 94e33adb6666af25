package dev.promptmeter.score;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** What a judge's reply must look like: one JSON object with {@code reason} and one member that decides. */
final class ReplyForm {

    static final String REASON = "reason";

    /** Yes or no. */
    static final ReplyForm PASS =
            new ReplyForm("pass", "true if the answer meets the criterion, else false", JsonNode::isBoolean);

    /** A grade; whether it is enough is not the judge's to say. */
    static final ReplyForm SCORE = new ReplyForm(
            "score",
            "an integer from 0 (the criterion is not met at all) to 10 (it is met in full)",
            value -> value.isIntegralNumber() && value.canConvertToInt() && value.asInt() >= 0 && value.asInt() <= 10);

    /** How two statements of facts relate. */
    static final ReplyForm CATEGORY = new ReplyForm(
            "category",
            "one letter: \"A\" if the facts of the answer are a subset of those of the reference and agree with it,"
                    + " \"B\" if they are a superset and agree, \"C\" if both state the same facts, \"D\" if they contradict"
                    + " each other, \"E\" if they differ in ways that do not matter for the facts",
            value -> value.isString() && Set.of("A", "B", "C", "D", "E").contains(value.stringValue()));

    /** Which of two answers is better. */
    static final ReplyForm WINNER = new ReplyForm(
            "winner",
            "\"first\" if the first answer meets the criterion better, \"second\" if the second answer does, \"tie\" if neither"
                    + " is better",
            value -> value.isString()
                    && Arrays.stream(Preference.values())
                            .anyMatch(each -> each.word().equals(value.stringValue())));

    private final String member;
    private final String meaning;
    private final Predicate<JsonNode> accepted;

    private ReplyForm(String member, String meaning, Predicate<JsonNode> accepted) {
        this.member = member;
        this.meaning = meaning;
        this.accepted = accepted;
    }

    /** {@return one of these labels} */
    static ReplyForm label(List<String> labels) {
        List<String> known = List.copyOf(labels);
        String choice = known.stream()
                .map(label -> '"' + label + '"')
                .reduce((a, b) -> a + ", " + b)
                .orElse("");
        return new ReplyForm(
                "label",
                "the one label that fits the answer: " + choice,
                value -> value.isString() && known.contains(value.stringValue()));
    }

    /** {@return the member that decides} */
    String member() {
        return member;
    }

    /** {@return what to write, for the judge; two forms that say the same are the same} */
    String described() {
        return "{\"" + REASON + "\": a text of one or two sentences, \"" + member + "\": " + meaning + "}";
    }

    /** {@return whether that value decides in this form} */
    boolean accepts(JsonNode value) {
        return accepted.test(value);
    }
}
