package dev.promptmeter.suite;

import dev.promptmeter.archive.CacheFolder.Mode;
import dev.promptmeter.run.Load;
import dev.promptmeter.run.Retry;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The section {@code run} of a suite.
 *
 * @param load when requests start, and how many attempts are in flight over all models
 * @param repeat answers per case, 1 to 1000
 * @param warmup warm-up requests per model; null for 2, or 0 in a run of fewer than 20 cases
 * @param seed of order, arrivals and back-off jitter
 * @param timeout of one attempt, body included
 * @param timeouts of the parts of an attempt
 * @param retry what follows a failed attempt
 * @param maxDuration no new request after so long; null for no limit
 * @param failFast no new request after so many failures; null for no limit
 * @param spend what it may cost
 * @param maxErrorRate share of errors above which the run decides nothing, 0 to 1
 * @param strictParams whether a parameter outside its range is a fault
 * @param preflight whether the model is looked up before the first request
 * @param cache whether answers of other runs are used
 */
public record RunSettings(
        Load load,
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
        boolean preflight,
        CacheSettings cache) {

    /** {@return attempts in flight over all models, at most} */
    int concurrency() {
        return load.slots();
    }

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

    private static final Key<Load> CONCURRENCY =
            Key.optional("concurrency", LoadShape.CONCURRENCY).or("8");
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
    private static final Key<Retry> RETRY = Key.implied("retries", RetrySection.SHAPE);
    private static final Key<Duration> MAX_DURATION = Key.optional("maxDuration", Quantities.duration("1ms", "720h"));
    private static final Key<Integer> FAIL_FAST = Key.optional("failFast", Scalars.integer(1, Integer.MAX_VALUE));
    private static final Key<Double> MAX_ERROR_RATE =
            Key.optional("maxErrorRate", Quantities.share()).or("2%");
    private static final Key<Boolean> STRICT_PARAMS =
            Key.optional("strictParams", Scalars.onOff()).or("false");
    private static final Key<Boolean> PREFLIGHT =
            Key.optional("preflight", Scalars.onOff()).or("true");
    private static final Key<Mode> CACHE =
            Key.optional("cache", CacheSettings.MODE).or("off");
    private static final Key<String> CACHE_DIR =
            Key.optional("cacheDir", Scalars.text(1, 4096)).or(CacheSettings.OFF.folder());

    private static final Key<String> FSYNC =
            Key.optional("fsync", Scalars.word("group", "always")).or("group");

    static final Shape<RunSettings> SHAPE = ArrivalSection.checked(
            Fields.of(
                            CONCURRENCY,
                            ArrivalSection.RATE,
                            ArrivalSection.ARRIVAL,
                            ArrivalSection.SHED_AFTER,
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
                            SpendSettings.CONFIRM_ABOVE,
                            MAX_ERROR_RATE,
                            STRICT_PARAMS,
                            PREFLIGHT,
                            CACHE,
                            FSYNC,
                            CACHE_DIR)
                    .later("maxTokens", "maxResponseBytes", "judgeTruncated", "earlyStop")
                    .as(RunSettings::of),
            CONCURRENCY);

    private static RunSettings of(Values values) {
        return new RunSettings(
                ArrivalSection.load(values, CONCURRENCY, values.get(SEED)),
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
                values.get(PREFLIGHT),
                new CacheSettings(values.get(CACHE), values.get(CACHE_DIR)));
    }
}
