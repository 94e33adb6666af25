package dev.promptmeter.chat.openai;

import dev.promptmeter.chat.Likelihood;
import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Adds up the log probabilities of a choice, whole or piece by piece. One that is no number makes all of them unusable. */
final class LogProbabilities {

    private final Set<String> flags;
    private long tokens;
    private double sum;
    private boolean invalid;

    LogProbabilities(Set<String> flags) {
        this.flags = flags;
    }

    /** Takes the member {@code logprobs} of a choice. */
    void take(JsonNode logprobs) {
        for (JsonNode token : logprobs.path("content")) {
            add(Fields.decimal(token.path("logprob")));
        }
    }

    private void add(@Nullable BigDecimal logprob) {
        if (logprob == null) {
            invalid = true;
            flags.add("logprobs_invalid");
        } else {
            tokens++;
            sum += logprob.doubleValue();
        }
    }

    /** {@return all of them together; null if none came or one cannot be used} */
    @Nullable
    Likelihood total() {
        return invalid || tokens == 0 ? null : new Likelihood(tokens, sum);
    }
}
