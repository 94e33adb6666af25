package dev.promptmeter.chat.openai;

import dev.promptmeter.chat.TokenUsage;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads token counts: what is not a count is missing, never 0. */
final class UsageReader {

    private static final List<String> PROMPT_PARTS = List.of("audio_tokens", "video_tokens");
    private static final List<String> COMPLETION_PARTS =
            List.of("audio_tokens", "image_tokens", "accepted_prediction_tokens", "rejected_prediction_tokens");
    private static final String INCONSISTENT = "usage_inconsistent";

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
        checkParts(prompt, PROMPT_PARTS, counts.prompt());
        checkParts(completion, COMPLETION_PARTS, counts.completion());
        if (contradictory(counts)) {
            flags.add(INCONSISTENT);
        }
        return counts;
    }

    /** Parts that no figure is made of: they stay in the journal, and what is wrong with them is told all the same. */
    private void checkParts(JsonNode details, List<String> names, @Nullable Long whole) {
        if (!details.isObject()) {
            return;
        }
        for (String name : names) {
            if (more(count(details, name), whole)) {
                flags.add(INCONSISTENT);
            }
        }
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
