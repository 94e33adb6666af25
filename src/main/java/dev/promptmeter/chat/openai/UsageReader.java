package dev.promptmeter.chat.openai;

import dev.promptmeter.chat.TokenUsage;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads token counts: what is not a count is missing, never 0. */
final class UsageReader {

    private final Set<String> flags;

    UsageReader(Set<String> flags) {
        this.flags = flags;
    }

    /** {@return the counts in a {@code usage} member; flags {@code usage_invalid} and {@code usage_inconsistent}} */
    TokenUsage read(JsonNode usage) {
        if (usage.isMissingNode() || usage.isNull()) {
            return TokenUsage.NONE;
        }
        JsonNode prompt = usage.path("prompt_tokens_details");
        JsonNode completion = usage.path("completion_tokens_details");
        if (!usage.isObject() || wrong(prompt) || wrong(completion)) {
            flags.add("usage_invalid");
        }
        TokenUsage counts = new TokenUsage(
                count(usage, "prompt_tokens"),
                count(prompt, "cached_tokens"),
                count(prompt, "cache_write_tokens"),
                count(usage, "completion_tokens"),
                count(completion, "reasoning_tokens"),
                count(usage, "total_tokens"));
        if (contradictory(counts)) {
            flags.add("usage_inconsistent");
        }
        return counts;
    }

    private static boolean wrong(JsonNode details) {
        return !details.isMissingNode() && !details.isNull() && !details.isObject();
    }

    private @Nullable Long count(JsonNode object, String name) {
        JsonNode value = object.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        Long count = Fields.count(value);
        if (count == null) {
            flags.add("usage_invalid");
        }
        return count;
    }

    private static boolean contradictory(TokenUsage counts) {
        return counts.total() != null && counts.complete() && counts.total() != counts.prompt() + counts.completion()
                || more(counts.cached(), counts.prompt())
                || more(counts.reasoning(), counts.completion());
    }

    private static boolean more(@Nullable Long part, @Nullable Long whole) {
        return part != null && whole != null && part > whole;
    }
}
