package dev.promptmeter.suite;

import dev.promptmeter.summary.Slo;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The section {@code slo} of a suite: what a user may expect of each answer. */
final class SloSection {

    private static final Shape<Duration> TIME = Quantities.duration("1ms", "24h");
    private static final Key<Duration> LATENCY = Key.optional("latency", TIME);
    private static final Key<Duration> TTFT = Key.optional("ttft", TIME);
    private static final Key<Duration> E2E = Key.optional("e2e", TIME);
    private static final Key<Duration> TTFA = Key.optional("ttfa", TIME);
    private static final Key<Duration> TPOT = Key.optional("tpot", TIME);
    private static final Key<Duration> MAX_GAP = Key.optional("maxGap", TIME);
    private static final Key<BigDecimal> OUTPUT_RATE = Key.optional("outputRate", Scalars.amount());
    private static final Key<Boolean> REQUIRE_PASS =
            Key.optional("requirePass", Scalars.onOff()).or("false");

    static final Shape<Slo> SHAPE = Fields.of(LATENCY, TTFT, E2E, TTFA, TPOT, MAX_GAP, OUTPUT_RATE, REQUIRE_PASS)
            .as(SloSection::slo);

    private SloSection() {}

    private static Slo slo(Values values) {
        BigDecimal rate = values.find(OUTPUT_RATE);
        return new Slo(
                nanos(values.find(LATENCY)),
                nanos(values.find(TTFT)),
                nanos(values.find(E2E)),
                nanos(values.find(TTFA)),
                nanos(values.find(TPOT)),
                nanos(values.find(MAX_GAP)),
                rate == null ? null : rate.doubleValue(),
                values.get(REQUIRE_PASS) ? Slo.Passing.REQUIRED : Slo.Passing.NOT_REQUIRED);
    }

    private static @Nullable Long nanos(@Nullable Duration time) {
        return time == null ? null : time.toNanos();
    }

    /** {@return the keys that were written, as gates name them} */
    static Set<String> objectives(Slo slo) {
        Set<String> names = new LinkedHashSet<>();
        add(names, LATENCY, slo.latencyNanos());
        add(names, TTFT, slo.ttftNanos());
        add(names, E2E, slo.e2eNanos());
        add(names, TTFA, slo.ttfaNanos());
        add(names, TPOT, slo.tpotNanos());
        add(names, MAX_GAP, slo.maxGapNanos());
        add(names, OUTPUT_RATE, slo.outputRate());
        return names;
    }

    private static void add(Set<String> names, Key<?> key, @Nullable Object limit) {
        if (limit != null) {
            names.add(key.name());
        }
    }
}
