package dev.promptmeter.chat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Why a model stopped: the vendor's own word and what it means. Vendors invent new words, so the word survives.
 *
 * @param kind what it means
 * @param word as received, at most 64 characters; null if none came
 */
public record FinishReason(Kind kind, @Nullable String word) {

    /** No reason was given. */
    public static final FinishReason NONE = new FinishReason(Kind.NONE, null);

    /** The meanings that figures are kept for. */
    public enum Kind {
        /** The answer is complete. */
        STOP,
        /** Cut off at the token limit. */
        LENGTH,
        /** Withheld by a filter. */
        FILTER,
        /** The model calls a tool. */
        TOOL,
        /** Generation broke off. */
        ERROR,
        /** No reason was given. */
        NONE,
        /** A word we do not know. */
        OTHER;

        private final String word = name().toLowerCase(Locale.ROOT);

        /** {@return the word in every output, such as {@code stop}} */
        public String word() {
            return word;
        }
    }

    private static final Map<String, Kind> KINDS = Map.ofEntries(
            Map.entry("stop", Kind.STOP),
            Map.entry("eos", Kind.STOP),
            Map.entry("eos_token", Kind.STOP),
            Map.entry("end_turn", Kind.STOP),
            Map.entry("stop_sequence", Kind.STOP),
            Map.entry("length", Kind.LENGTH),
            Map.entry("max_tokens", Kind.LENGTH),
            Map.entry("filter", Kind.FILTER),
            Map.entry("content_filter", Kind.FILTER),
            Map.entry("tool", Kind.TOOL),
            Map.entry("tool_calls", Kind.TOOL),
            Map.entry("function_call", Kind.TOOL),
            Map.entry("tool_use", Kind.TOOL),
            Map.entry("error", Kind.ERROR),
            Map.entry("failed", Kind.ERROR),
            Map.entry("none", Kind.NONE),
            Map.entry("other", Kind.OTHER));

    // Nearly every answer ends with one of these.
    private static final Map<String, FinishReason> KNOWN = KINDS.entrySet().stream()
            .collect(Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, known -> new FinishReason(known.getValue(), known.getKey())));

    private static final int LONGEST_WORD = 64;

    /** {@return every word whose meaning is known, ours and vendors', lower-case, sorted} */
    public static List<String> words() {
        return KINDS.keySet().stream().sorted().toList();
    }

    /** {@return what that word means; letter case is ignored} */
    public static FinishReason of(@Nullable String word) {
        if (word == null || word.isEmpty()) {
            return NONE;
        }
        FinishReason known = KNOWN.get(word);
        if (known != null) {
            return known;
        }
        String kept = word.length() > LONGEST_WORD ? word.substring(0, LONGEST_WORD) : word;
        return new FinishReason(KINDS.getOrDefault(kept.toLowerCase(Locale.ROOT), Kind.OTHER), kept);
    }
}
