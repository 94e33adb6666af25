package dev.promptmeter.summary;

import dev.promptmeter.chat.Completion;
import dev.promptmeter.chat.TokenUsage;
import dev.promptmeter.run.CaseResult;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is measured of a repeat and has a distribution: the one list of them. */
enum Measure {
    /** Headline latency. */
    LATENCY("latency", Unit.NANOS, CaseResult::latencyNanos),
    /** From handing the answered attempt over to its last output. */
    SERVICE("service", Unit.NANOS, CaseResult::serviceNanos),
    /** With failed attempts and waits. */
    E2E("e2e", Unit.NANOS, CaseResult::e2eNanos),
    /** Time to first output. */
    TTFT("ttft", Unit.NANOS, CaseResult::ttftNanos),
    /** Our own waiting before the first attempt. */
    QUEUE("queue", Unit.NANOS, result -> result.timed() ? result.queueNanos() : null),
    /** Waits between attempts. */
    RETRY_WAIT("retryWait", Unit.NANOS, result -> result.timed() ? (Number) result.retryWaitNanos() : null),
    /** Output tokens per second. */
    OUTPUT_RATE("outputRate", Unit.TOKENS_PER_SECOND, Measure::outputRate),
    /** Tokens of the request. */
    PROMPT_TOKENS("tokens.prompt", Unit.TOKENS, tokens(TokenUsage::prompt)),
    /** Of them, cached. */
    CACHED_TOKENS("tokens.cached", Unit.TOKENS, tokens(TokenUsage::cached)),
    /** Tokens of the answer. */
    COMPLETION_TOKENS("tokens.completion", Unit.TOKENS, tokens(TokenUsage::completion)),
    /** Of them, reasoning. */
    REASONING_TOKENS("tokens.reasoning", Unit.TOKENS, tokens(TokenUsage::reasoning)),
    /** As stated. */
    TOTAL_TOKENS("tokens.total", Unit.TOKENS, tokens(TokenUsage::total));

    private static final double NANOS_PER_SECOND = 1e9;

    /** A histogram's finest step is a microsecond: a token is one, a token per second a thousand. */
    private static final double STEPS_PER_TOKEN = 1e3;

    private static final double STEPS_PER_RATE = 1e6;

    private final String figure;
    private final Unit unit;
    private final Function<CaseResult, @Nullable Number> reading;

    Measure(String figure, Unit unit, Function<CaseResult, @Nullable Number> reading) {
        this.figure = figure;
        this.unit = unit;
        this.reading = reading;
    }

    /** {@return what is measured of that result; null if it has none} */
    @Nullable
    Number of(CaseResult result) {
        return reading.apply(result);
    }

    /** {@return whether a time-out counts as a value beyond every other} */
    boolean censored() {
        return this == LATENCY || this == SERVICE || this == E2E;
    }

    Unit unit() {
        return unit;
    }

    String figure(String statistic) {
        return figure + "." + statistic;
    }

    /** {@return the measure whose figures have that name, {@code latency} of {@code latency.p95}} */
    static Optional<Measure> named(String name) {
        for (Measure measure : values()) {
            if (name.startsWith(measure.figure + ".")) {
                return Optional.of(measure);
            }
        }
        return Optional.empty();
    }

    /** {@return the statistic of that figure's name, {@code p95} of {@code latency.p95}} */
    String statistic(String name) {
        return name.substring(figure.length() + 1);
    }

    long steps(double value) {
        return Math.round(value * stepsPerUnit());
    }

    double value(double steps) {
        return steps / stepsPerUnit();
    }

    private double stepsPerUnit() {
        return switch (unit) {
            case TOKENS -> STEPS_PER_TOKEN;
            case TOKENS_PER_SECOND -> STEPS_PER_RATE;
            default -> 1;
        };
    }

    private static Function<CaseResult, @Nullable Number> tokens(Function<TokenUsage, @Nullable Long> count) {
        return result -> {
            Completion completion = result.completion();
            return completion == null ? null : count.apply(completion.usage());
        };
    }

    private static @Nullable Number outputRate(CaseResult result) {
        Long nanos = result.serviceNanos();
        Completion completion = result.completion();
        Long tokens = completion == null ? null : completion.usage().completion();
        return nanos == null || tokens == null || nanos == 0 ? null : (Number) (tokens * NANOS_PER_SECOND / nanos);
    }
}
