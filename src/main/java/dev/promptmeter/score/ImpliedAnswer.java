package dev.promptmeter.score;

import dev.promptmeter.dataset.Check;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The check {@code answered} that every case has unless its author expects an empty answer: it weighs nothing and still blocks. */
final class ImpliedAnswer {

    private static final Check CHECK = Check.of("answered", null).withWeight(0);
    private static final Set<String> ABOUT_EMPTINESS = Set.of("is-empty", "is-refusal");

    /** What it gives where it fails. */
    static final Outcome EMPTY = new Outcome(CHECK, Score.fail("empty answer"));

    private ImpliedAnswer() {}

    /** {@return whether none of these checks expects, or allows, an empty answer} */
    static boolean impliedBy(List<PreparedCheck> checks) {
        for (PreparedCheck prepared : checks) {
            Check check = prepared.check();
            if (check.parts().isEmpty()
                    ? mindsEmptiness(check)
                    : check.whole().stream().anyMatch(ImpliedAnswer::mindsEmptiness)) {
                return false;
            }
        }
        return true;
    }

    private static boolean mindsEmptiness(Check check) {
        JsonNode allowed = check.options().get("allowEmpty");
        JsonNode value = check.value();
        boolean equalsNothing = check.type().equals("equals")
                && value != null
                && value.isString()
                && value.stringValue().isEmpty();
        return ABOUT_EMPTINESS.contains(check.type()) || equalsNothing || allowed != null && allowed.asBoolean();
    }
}
