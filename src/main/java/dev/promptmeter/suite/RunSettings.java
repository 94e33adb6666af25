package dev.promptmeter.suite;

import dev.promptmeter.run.Retry;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The section {@code run} of a suite.
 *
 * @param concurrency attempts in flight over all models, 1 to 1024
 * @param repeat answers per case, 1 to 1000
 * @param warmup warm-up requests per model; null for 2, or 0 in a run of fewer than 20 cases
 * @param seed of order and back-off jitter
 * @param timeout of one attempt, body included
 * @param timeouts of the parts of an attempt
 * @param retry what follows a failed attempt
 * @param maxDuration no new request after so long; null for no limit
 * @param failFast no new request after so many failures; null for no limit
 * @param spend what it may cost
 * @param maxErrorRate share of errors above which the run decides nothing, 0 to 1
 * @param strictParams whether a parameter outside its range is a fault
 * @param preflight whether the model is looked up before the first request
 */
public record RunSettings(
        int concurrency,
        int repeat,
        @Nullable Integer warmup,
        long seed,
        Duration timeout,
        Timeouts timeouts,
        Retry retry,
        @Nullable Duration maxDuration,
        @Nullable Integer failFast,
        SpendSettings spend,
        double maxErrorRate,
        boolean strictParams,
        boolean preflight) {

    /**
     * Deadlines of the parts of one attempt.
     *
     * @param connect until the connection stands
     * @param headers until the head of the answer is there; null for the timeout of the whole
     * @param firstToken until the first output; null for the timeout of the whole
     * @param idle longest silence within a stream
     */
    public record Timeouts(
            Duration connect,
            @Nullable Duration headers,
            @Nullable Duration firstToken,
            Duration idle) {

        private static final Shape<Duration> EACH = Quantities.duration("10ms", "1h");
        private static final Key<Duration> CONNECT =
                Key.optional("connect", EACH).or("10s");
        private static final Key<Duration> HEADERS = Key.optional("headers", EACH);
        private static final Key<Duration> FIRST_TOKEN = Key.optional("firstToken", EACH);
        private static final Key<Duration> IDLE = Key.optional("idle", EACH).or("30s");

        static final Shape<Timeouts> SHAPE = Fields.of(CONNECT, HEADERS, FIRST_TOKEN, IDLE)
                .as(values -> new Timeouts(
                        values.get(CONNECT), values.find(HEADERS), values.find(FIRST_TOKEN), values.get(IDLE)));
    }

    private static final Shape<Integer> TO_TEN = Scalars.integer(0, 10);
    private static final Key<Integer> MAX = Key.optional("max", TO_TEN).or("4");
    private static final Key<Integer> MAYBE_BILLED =
            Key.optional("maybeBilled", TO_TEN).or("1");
    private static final Key<Duration> MAX_WAIT =
            Key.optional("maxWait", Quantities.duration("0ms", "24h")).or("120s");
    private static final Key<Duration> MAX_ELAPSED =
            Key.optional("maxElapsed", Quantities.duration("1ms", "24h")).or("10m");

    private static final Shape<Retry> RETRIES = Fields.of(MAX, MAYBE_BILLED, MAX_WAIT, MAX_ELAPSED)
            .later("on", "malformed")
            .as(values -> new Retry(
                    values.get(MAX), values.get(MAYBE_BILLED), values.get(MAX_WAIT), values.get(MAX_ELAPSED)));

    private static final Key<Integer> CONCURRENCY =
            Key.optional("concurrency", Scalars.integer(1, 1024)).or("8");
    private static final Key<Integer> REPEAT =
            Key.optional("repeat", Scalars.integer(1, 1000)).or("1");
    private static final Key<Integer> WARMUP = Key.optional("warmup", Scalars.integer(0, 1000));
    private static final Key<String> ORDER = Key.optional(
                    "order", Scalars.word(List.of("interleave"), List.of("dataset", "shuffle")))
            .or("interleave");
    private static final Key<Long> SEED = Key.optional("seed", Scalars.seed()).or("1");
    private static final Key<Duration> TIMEOUT =
            Key.optional("timeout", Quantities.duration("100ms", "1h")).or("60s");
    private static final Key<Timeouts> TIMEOUTS = Key.implied("timeouts", Timeouts.SHAPE);
    private static final Key<Retry> RETRY = Key.implied("retries", RETRIES);
    private static final Key<Duration> MAX_DURATION = Key.optional("maxDuration", Quantities.duration("1ms", "720h"));
    private static final Key<Integer> FAIL_FAST = Key.optional("failFast", Scalars.integer(1, Integer.MAX_VALUE));
    private static final Key<Double> MAX_ERROR_RATE =
            Key.optional("maxErrorRate", Quantities.share()).or("2%");
    private static final Key<Boolean> STRICT_PARAMS =
            Key.optional("strictParams", Scalars.onOff()).or("false");
    private static final Key<Boolean> PREFLIGHT =
            Key.optional("preflight", Scalars.onOff()).or("true");
    private static final Key<String> CACHE = Key.optional(
                    "cache", Scalars.word(List.of("off"), List.of("on", "refresh", "only")))
            .or("off");

    private static final Key<String> FSYNC =
            Key.optional("fsync", Scalars.word("group", "always")).or("group");

    static final Shape<RunSettings> SHAPE = Fields.of(
                    CONCURRENCY,
                    REPEAT,
                    WARMUP,
                    ORDER,
                    SEED,
                    TIMEOUT,
                    TIMEOUTS,
                    RETRY,
                    MAX_DURATION,
                    FAIL_FAST,
                    SpendSettings.MAX_COST,
                    SpendSettings.BUDGET_UNPRICED,
                    MAX_ERROR_RATE,
                    STRICT_PARAMS,
                    PREFLIGHT,
                    CACHE,
                    FSYNC)
            .later(
                    "rate",
                    "arrival",
                    "shedAfter",
                    "maxTokens",
                    "confirmAbove",
                    "cacheDir",
                    "maxResponseBytes",
                    "judgeTruncated",
                    "earlyStop")
            .as(RunSettings::of);

    private static RunSettings of(Values values) {
        return new RunSettings(
                values.get(CONCURRENCY),
                values.get(REPEAT),
                values.find(WARMUP),
                values.get(SEED),
                values.get(TIMEOUT),
                values.get(TIMEOUTS),
                values.get(RETRY),
                values.find(MAX_DURATION),
                values.find(FAIL_FAST),
                SpendSettings.of(values),
                values.get(MAX_ERROR_RATE),
                values.get(STRICT_PARAMS),
                values.get(PREFLIGHT));
    }
}
