package dev.promptmeter.run;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** How many tokens an answer may have, as the parameters of its model say. */
final class LongestAnswer {

    private LongestAnswer() {}

    /** {@return the most tokens of an answer; null if no parameter limits them} */
    static @Nullable Long of(Model model) {
        for (String name : OutputLimit.NAMES) {
            JsonNode limit = model.params().get(name);
            if (limit != null && limit.isIntegralNumber()) {
                return limit.asLong();
            }
        }
        return null;
    }
}
