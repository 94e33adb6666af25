package dev.promptmeter.simulator;

import org.jspecify.annotations.Nullable;

/** The {@code usage} and {@code meta} members; a rule may state any number in place of a true one. */
final class UsageText {

    private static final int MOST_DIGITS = 9;

    private UsageText() {}

    static String of(Counts counts, Values says) {
        String prompt = says.orElse(Columns.PROMPT_TOKENS, Integer.toString(counts.prompt()));
        String completion = says.orElse(Columns.COMPLETION_TOKENS, Integer.toString(counts.completion()));
        String cacheWrite = says.find(Columns.CACHE_WRITE_TOKENS);
        return "{\"prompt_tokens\":" + prompt + ",\"completion_tokens\":" + completion
                + ",\"total_tokens\":" + total(prompt, completion, counts)
                + ",\"prompt_tokens_details\":{\"cached_tokens\":"
                + says.orElse(Columns.CACHED_TOKENS, Integer.toString(counts.cached()))
                + (cacheWrite == null ? "" : ",\"cache_write_tokens\":" + cacheWrite)
                + "},\"completion_tokens_details\":{\"reasoning_tokens\":"
                + says.orElse(Columns.REASONING_TOKENS, Integer.toString(counts.reasoning())) + "}}";
    }

    private static long total(String prompt, String completion, Counts counts) {
        return orElse(prompt, counts.prompt()) + orElse(completion, counts.completion());
    }

    /** {@return the number if the text is a count that can be true, otherwise {@code other}} */
    static long orElse(@Nullable String text, long other) {
        return text != null && plausible(text) ? Long.parseLong(text) : other;
    }

    private static boolean plausible(String text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return length >= 1 && length <= MOST_DIGITS;
    }

    static String meta(long credits) {
        return "{\"usage\":{\"credits_used\":" + credits + ",\"usd_spent\":" + Price.dollars(credits) + "}}";
    }
}
