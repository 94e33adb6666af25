package dev.promptmeter.simulator;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** What is left of a limit, in the headers of three kinds of servers. */
final class RateHeaders {

    private static final long MILLISECOND = 1_000_000;
    private static final long SECOND = 1_000_000_000;
    private static final long MINUTE = 60 * SECOND;

    private final Modes.RateHeaders kind;
    private final @Nullable RateBucket requests;
    private final @Nullable RateBucket tokens;

    RateHeaders(Modes.RateHeaders kind, @Nullable RateBucket requests, @Nullable RateBucket tokens) {
        this.kind = kind;
        this.requests = requests;
        this.tokens = tokens;
    }

    void add(Reply reply, long now) {
        switch (kind) {
            case NONE -> {
                // Most servers tell nothing.
            }
            case OPENAI -> {
                openai(reply, "requests", requests, now);
                openai(reply, "tokens", tokens, now);
            }
            case ANTHROPIC -> {
                anthropic(reply, "requests", requests, now);
                anthropic(reply, "tokens", tokens, now);
            }
            case IETF -> ietf(reply, requests == null ? tokens : requests, now);
        }
    }

    private static void openai(Reply reply, String what, @Nullable RateBucket bucket, long now) {
        if (bucket != null) {
            reply.header("x-ratelimit-limit-" + what, Long.toString(bucket.perMinute()))
                    .header("x-ratelimit-remaining-" + what, Long.toString(bucket.left(now)))
                    .header("x-ratelimit-reset-" + what, duration(bucket.fullNanos(now)));
        }
    }

    private static void anthropic(Reply reply, String what, @Nullable RateBucket bucket, long now) {
        if (bucket != null) {
            Instant full = Instant.now().plusNanos(bucket.fullNanos(now)).truncatedTo(ChronoUnit.SECONDS);
            reply.header("anthropic-ratelimit-" + what + "-limit", Long.toString(bucket.perMinute()))
                    .header("anthropic-ratelimit-" + what + "-remaining", Long.toString(bucket.left(now)))
                    .header("anthropic-ratelimit-" + what + "-reset", full.toString());
        }
    }

    private static void ietf(Reply reply, @Nullable RateBucket bucket, long now) {
        if (bucket != null) {
            reply.header("ratelimit-limit", Long.toString(bucket.perMinute()))
                    .header("ratelimit-remaining", Long.toString(bucket.left(now)))
                    .header("ratelimit-reset", Long.toString((bucket.fullNanos(now) + SECOND - 1) / SECOND));
        }
    }

    /** {@return such as {@code 500ms}, {@code 1s} or {@code 6m0s}, rounded up} */
    static String duration(long nanos) {
        if (nanos < SECOND) {
            return (nanos + MILLISECOND - 1) / MILLISECOND + "ms";
        }
        long seconds = (nanos + SECOND - 1) / SECOND;
        return seconds * SECOND < MINUTE ? seconds + "s" : seconds / 60 + "m" + seconds % 60 + "s";
    }
}
