package dev.promptmeter.run;

import dev.promptmeter.chat.TokenUsage;
import org.jspecify.annotations.Nullable;

/** How many tokens a request to one model will take, learning from those that are over. Not thread-safe. */
final class TokenEstimate {

    private static final double CHARACTERS_PER_TOKEN = 3;

    private final long output;
    private double estimated;
    private double actual;

    TokenEstimate(Model model) {
        Long limit = LongestAnswer.of(model);
        output = limit == null ? OutputLimit.USUAL : limit;
    }

    /** {@return tokens of a request of so many bytes and of the longest answer to it} */
    double of(int bytes) {
        return bytes / CHARACTERS_PER_TOKEN * ratio() + output;
    }

    private double ratio() {
        return estimated == 0 ? 1 : actual / estimated;
    }

    /** {@return tokens that a request of so many bytes took, which is learnt from; null if the answer does not say} */
    @Nullable
    Double settled(int bytes, TokenUsage usage) {
        if (usage.prompt() == null || usage.completion() == null) {
            return null;
        }
        estimated += bytes / CHARACTERS_PER_TOKEN;
        actual += usage.prompt();
        return (double) usage.prompt() + usage.completion();
    }
}
