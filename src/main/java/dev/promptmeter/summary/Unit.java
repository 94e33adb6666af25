package dev.promptmeter.summary;

/** What a figure counts. */
public enum Unit {
    /** A share from 0 to 1. */
    SHARE,
    /** Nanoseconds. */
    NANOS,
    /** US dollars. */
    USD,
    /** Tokens. */
    TOKENS,
    /** Tokens per second. */
    TOKENS_PER_SECOND,
    /** Events per second. */
    PER_SECOND,
    /** A score, or a metric made of scores. */
    SCORE,
    /** A plain count. */
    COUNT
}
