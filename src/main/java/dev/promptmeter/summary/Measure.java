package dev.promptmeter.summary;

import dev.promptmeter.chat.Completion;
import dev.promptmeter.chat.Exchange;
import dev.promptmeter.chat.Failed;
import dev.promptmeter.chat.OutputEvents;
import dev.promptmeter.chat.Times;
import dev.promptmeter.chat.Timing;
import dev.promptmeter.chat.TokenPace;
import dev.promptmeter.chat.TokenUsage;
import dev.promptmeter.run.CaseResult;
import dev.promptmeter.run.CaseTimes;
import dev.promptmeter.score.CaseVerdict;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is measured of a repeat and has a distribution: the one list of them. */
enum Measure {
    /** Headline latency. */
    LATENCY("latency", Unit.NANOS, Reach.PARTS, one(CaseResult::latencyNanos)),
    /** From handing the answered attempt over to its last output. */
    SERVICE("service", Unit.NANOS, Reach.PARTS, one(CaseResult::serviceNanos)),
    /** Headline latency of those that came at the first try. */
    FIRST_TRY("firstTry", Unit.NANOS, Reach.RUN, one(Measure::firstTry)),
    /** Headline latency of those that may have opened a connection. */
    COLD_LATENCY("coldLatency", Unit.NANOS, Reach.RUN, one(result -> result.cold() ? result.latencyNanos() : null)),
    /** Headline latency of those that found one open. */
    WARM_LATENCY("warmLatency", Unit.NANOS, Reach.RUN, one(result -> result.cold() ? null : result.latencyNanos())),
    /** Headline latency of answers and of failures, which take for ever. */
    LATENCY_INCL_FAILURES("latencyInclFailures", Unit.NANOS, Reach.RUN, one(CaseResult::latencyNanos)),
    /** From the instant at which it was due to its last output. */
    RESPONSE("response", Unit.NANOS, Reach.RUN, spent(CaseTimes::response)),
    /** With failed attempts and waits. */
    E2E("e2e", Unit.NANOS, Reach.PARTS, one(CaseResult::e2eNanos)),
    /** Time to first byte. */
    TTFB("ttfb", Unit.NANOS, Reach.RUN, timed(Timing::ttfbNanos)),
    /** Time to first event, whatever it brought. */
    TTFE("ttfe", Unit.NANOS, Reach.RUN, timed(Timing::ttfeNanos)),
    /** Headline time to first output. */
    TTFT("ttft", Unit.NANOS, Reach.PARTS, one(CaseResult::ttftNanos)),
    /** The same from handing the answered attempt over. */
    SERVICE_TTFT("serviceTtft", Unit.NANOS, Reach.RUN, timed(Timing::ttftNanos)),
    /** The same from the instant at which it was due. */
    RESPONSE_TTFT("responseTtft", Unit.NANOS, Reach.RUN, one(CaseResult::responseTtftNanos)),
    /** The headline of those that may have opened a connection. */
    COLD_TTFT("coldTtft", Unit.NANOS, Reach.RUN, one(result -> result.cold() ? result.ttftNanos() : null)),
    /** The headline of those that found one open. */
    WARM_TTFT("warmTtft", Unit.NANOS, Reach.RUN, one(result -> result.cold() ? null : result.ttftNanos())),
    /** Headline time to first output that is no reasoning. */
    TTFA("ttfa", Unit.NANOS, Reach.RUN, one(CaseResult::ttfaNanos)),
    /** From the first output to the first that is no reasoning. */
    THINKING_TIME("thinkingTime", Unit.NANOS, Reach.RUN, timed(Timing::thinkingNanos)),
    /** From the last output to the end of the body. */
    CLOSE_TAIL("closeTail", Unit.NANOS, Reach.RUN, timed(Timing::closeTailNanos)),
    /** From the instant at which it was due to the start of its first attempt. */
    DISPATCH_LAG("dispatchLag", Unit.NANOS, Reach.RUN, spent(CaseTimes::dispatchLag)),
    /** Of it, what passed with the permit in hand: the harness's own doing. */
    OWN_LAG("ownLag", Unit.NANOS, Reach.RUN, one(result -> result.timed() ? result.ownLagNanos() : null)),
    /** Our own waiting before the first attempt. */
    QUEUE("queue", Unit.NANOS, Reach.PARTS, one(result -> result.timed() ? result.queueNanos() : null)),
    /** Waits between attempts. */
    RETRY_WAIT(
            "retryWait",
            Unit.NANOS,
            Reach.PARTS,
            one(result -> result.timed() ? (Number) result.retryWaitNanos() : null)),
    /** Of them, after an answer that told us to slow down. */
    THROTTLE_WAIT("throttleWait", Unit.NANOS, Reach.RUN, spent(CaseTimes::throttleWait)),
    /** Gaps between events with output, of all answers. */
    CHUNK_GAP("chunkGap", Unit.NANOS, Reach.RUN, Measure::chunkGaps),
    /** The longest gap of an answer. */
    MAX_GAP("maxGap", Unit.NANOS, Reach.RUN, output(OutputEvents::maxGapNanos)),
    /** Its gaps above a second together. */
    STALL_TIME("stallTime", Unit.NANOS, Reach.RUN, output(OutputEvents::stallNanos)),
    /** Times between tokens, of all answers. */
    ITL("itl", Unit.NANOS, Reach.RUN, Measure::tokenGaps),
    /** Mean time per token after those of the first event. */
    TPOT("tpot", Unit.NANOS, Reach.RUN, paced(TokenPace::tpotNanos)),
    /** Headline latency per token. */
    NTPOT("ntpot", Unit.NANOS, Reach.RUN, one(Measure::ntpot)),
    /** Tokens per second after those of the first event. */
    DECODE_RATE("decodeRate", Unit.TOKENS_PER_SECOND, Reach.RUN, paced(TokenPace::decodeRate)),
    /** Output tokens per second. */
    OUTPUT_RATE("outputRate", Unit.TOKENS_PER_SECOND, Reach.PARTS, paced(TokenPace::outputRate)),
    /** Tokens of the request. */
    PROMPT_TOKENS("tokens.prompt", Unit.TOKENS, Reach.PARTS, tokens(TokenUsage::prompt)),
    /** Of them, cached. */
    CACHED_TOKENS("tokens.cached", Unit.TOKENS, Reach.PARTS, tokens(TokenUsage::cached)),
    /** Tokens of the answer. */
    COMPLETION_TOKENS("tokens.completion", Unit.TOKENS, Reach.PARTS, tokens(TokenUsage::completion)),
    /** Of them, reasoning. */
    REASONING_TOKENS("tokens.reasoning", Unit.TOKENS, Reach.PARTS, tokens(TokenUsage::reasoning)),
    /** As stated. */
    TOTAL_TOKENS("tokens.total", Unit.TOKENS, Reach.PARTS, tokens(TokenUsage::total));

    /** Of what it is kept, besides the parts for which a gate asks it. */
    enum Reach {
        /** The whole run and every part of it. */
        PARTS,
        /** The whole run: a histogram takes up to 190 KB, and there may be many parts. */
        RUN
    }

    /** Hands out what is measured of a result. */
    private interface Reading {

        /** {@return whether there is anything} */
        boolean each(CaseResult result, DoubleConsumer values);
    }

    /** A histogram's finest step is a microsecond: a token is one, a token per second a thousand. */
    private static final double STEPS_PER_TOKEN = 1e3;

    private static final double STEPS_PER_RATE = 1e6;

    /** Longer than anything that ends. */
    static final Long FOR_EVER = Long.MAX_VALUE;

    private final String figure;
    private final Unit unit;
    private final Reach reach;
    private final Reading reading;

    Measure(String figure, Unit unit, Reach reach, Reading reading) {
        this.figure = figure;
        this.unit = unit;
        this.reach = reach;
        this.reading = reading;
    }

    /** Hands out what is measured of that result. {@return whether there is anything} */
    boolean each(CaseResult result, DoubleConsumer values) {
        return reading.each(result, values);
    }

    /** {@return of what it is kept} */
    Reach reach() {
        return reach;
    }

    /** {@return whether one result may have many values, which are then not independent of each other} */
    boolean pooled() {
        return this == CHUNK_GAP || this == ITL;
    }

    /** {@return whether its values are some of those of another, by the connection they came over: fewer figures are made of them} */
    boolean byConnection() {
        return this == COLD_LATENCY || this == WARM_LATENCY || this == COLD_TTFT || this == WARM_TTFT;
    }

    /** {@return how long, nanoseconds, a repeat that timed out took at least; null if it is no member of this distribution} */
    @Nullable
    Long censoredAt(CaseResult result) {
        if (this == LATENCY_INCL_FAILURES) {
            return result.timedOut() ? LATENCY.censoredAt(result) : failed(result) ? FOR_EVER : null;
        }
        Exchange last = result.timedOut() ? result.exchange() : null;
        if (last == null) {
            return null;
        }
        Times first = result.firstTimes();
        long end = last.timing().times().end();
        return switch (this) {
            case LATENCY -> end - (first != null && first.planned() ? first.plan() : startOf(last));
            case COLD_LATENCY -> result.cold() ? LATENCY.censoredAt(result) : null;
            case WARM_LATENCY -> result.cold() ? null : LATENCY.censoredAt(result);
            case FIRST_TRY -> result.attempts().size() == 1 ? LATENCY.censoredAt(result) : null;
            case SERVICE -> end - startOf(last);
            case RESPONSE -> end - (first == null ? startOf(last) : first.plan());
            case E2E -> end - (first == null ? startOf(last) : first.start());
            default -> null;
        };
    }

    private static boolean failed(CaseResult result) {
        return result.verdict() == CaseVerdict.ERROR && result.exchange() instanceof Failed;
    }

    private static long startOf(Exchange exchange) {
        return exchange.timing().times().start();
    }

    /** {@return whether that result is such a value: known only to lie beyond the time it was given} */
    boolean timedOut(CaseResult result) {
        return censoredAt(result) != null;
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

    private static Reading one(Function<CaseResult, @Nullable Number> reading) {
        return (result, values) -> {
            Number value = reading.apply(result);
            if (value != null) {
                values.accept(value.doubleValue());
            }
            return value != null;
        };
    }

    private static Reading timed(Function<Timing, @Nullable Long> reading) {
        return one(result -> result.timing() == null ? null : reading.apply(result.timing()));
    }

    private static Reading output(Function<OutputEvents, @Nullable Long> reading) {
        return timed(timing -> reading.apply(timing.output()));
    }

    private static Reading spent(Function<CaseTimes, Long> reading) {
        return one(result -> {
            CaseTimes times = result.times();
            return times == null ? null : reading.apply(times);
        });
    }

    private static Reading paced(Function<TokenPace, @Nullable Double> reading) {
        return one(result -> {
            TokenPace pace = result.pace();
            return pace == null ? null : reading.apply(pace);
        });
    }

    private static Reading tokens(Function<TokenUsage, @Nullable Long> count) {
        return one(result -> {
            Completion completion = result.completion();
            return completion == null ? null : count.apply(completion.usage());
        });
    }

    private static boolean chunkGaps(CaseResult result, DoubleConsumer values) {
        Timing timing = result.timing();
        if (timing == null || timing.output().count() < 2) {
            return false;
        }
        timing.output().forEachGap(values::accept);
        return true;
    }

    private static boolean tokenGaps(CaseResult result, DoubleConsumer values) {
        Timing timing = result.timing();
        if (timing == null || timing.output().count() < 2 || timing.output().tokens() == null) {
            return false;
        }
        timing.output().forEachTokenGap((nanos, times) -> {
            for (long i = 0; i < times; i++) {
                values.accept(nanos);
            }
        });
        return true;
    }

    private static @Nullable Long firstTry(CaseResult result) {
        return result.attempts().size() == 1 ? result.latencyNanos() : null;
    }

    private static @Nullable Double ntpot(CaseResult result) {
        TokenPace pace = result.pace();
        Long latency = result.latencyNanos();
        return pace == null || latency == null ? null : pace.ntpotNanos(latency);
    }
}
