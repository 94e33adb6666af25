package dev.promptmeter.summary;

/**
 * Sums of stated token counts; what was not stated adds nothing, so each sum goes with {@code n}.
 *
 * @param prompt tokens of requests
 * @param cached of them, from a cache
 * @param cacheWrite of them, written to one
 * @param completion tokens of answers
 * @param reasoning of them, spent on reasoning
 * @param n answers that stated both prompt and completion tokens
 * @param answers answers in all
 */
public record TokenTotals(
        long prompt, long cached, long cacheWrite, long completion, long reasoning, long n, long answers) {}
