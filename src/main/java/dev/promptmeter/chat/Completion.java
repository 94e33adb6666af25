package dev.promptmeter.chat;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a model said.
 *
 * @param kind what sort of answer it is
 * @param text content of the first choice as received; empty if there was none
 * @param reasoning text of its own channel; null if there was none
 * @param refusal refusal text; null if there was none
 * @param toolCalls array of tool calls as received; null if there was none
 * @param finish why it stopped
 * @param nativeFinish the provider's own finish reason where it states one apart; null otherwise
 * @param id of the response, at most 256 characters; null if there was none
 * @param model name in the response; null if there was none
 * @param usage token counts
 * @param statedPico cost that the provider states, in picodollars; null if it states none that can be believed
 * @param likelihood log probabilities of the text's tokens; null if none came
 */
public record Completion(
        Kind kind,
        String text,
        @Nullable String reasoning,
        @Nullable String refusal,
        @Nullable JsonNode toolCalls,
        FinishReason finish,
        @Nullable String nativeFinish,
        @Nullable String id,
        @Nullable String model,
        TokenUsage usage,
        @Nullable Long statedPico,
        @Nullable Likelihood likelihood) {

    /** Makes a completion without log probabilities, which come only where they are asked for. */
    public Completion(
            Kind kind,
            String text,
            @Nullable String reasoning,
            @Nullable String refusal,
            @Nullable JsonNode toolCalls,
            FinishReason finish,
            @Nullable String nativeFinish,
            @Nullable String id,
            @Nullable String model,
            TokenUsage usage,
            @Nullable Long statedPico) {
        this(kind, text, reasoning, refusal, toolCalls, finish, nativeFinish, id, model, usage, statedPico, null);
    }

    /** The sorts of answers that there are to judge. */
    public enum Kind {
        /** Text, or a tool call. */
        OK("ok"),
        /** The model declined in a channel of its own. */
        REFUSAL("refusal"),
        /** No text, no refusal, no tool call. */
        EMPTY("empty"),
        /** A filter withheld it. */
        FILTER("filter");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** {@return the word in every output} */
        public String word() {
            return word;
        }
    }
}
