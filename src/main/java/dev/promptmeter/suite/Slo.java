package dev.promptmeter.suite;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The section {@code slo} of a suite: what a user may expect of each answer. A null part was not written.
 *
 * @param latency longest headline latency
 * @param ttft longest time to first output
 * @param e2e longest time, waits between attempts included
 */
public record Slo(@Nullable Duration latency, @Nullable Duration ttft, @Nullable Duration e2e) {

    /** No objective. */
    public static final Slo NONE = new Slo(null, null, null);

    private static final Shape<Duration> EACH = Quantities.duration("1ms", "24h");
    private static final Key<Duration> LATENCY = Key.optional("latency", EACH);
    private static final Key<Duration> TTFT = Key.optional("ttft", EACH);
    private static final Key<Duration> E2E = Key.optional("e2e", EACH);

    static final Shape<Slo> SHAPE = Fields.of(LATENCY, TTFT, E2E)
            .later("ttfa", "tpot", "maxGap", "outputRate", "requirePass")
            .as(values -> new Slo(values.find(LATENCY), values.find(TTFT), values.find(E2E)));

    /** {@return the objectives that were written, by name} */
    public Map<String, Duration> limits() {
        Map<String, Duration> limits = new LinkedHashMap<>();
        put(limits, "latency", latency);
        put(limits, "ttft", ttft);
        put(limits, "e2e", e2e);
        return limits;
    }

    private static void put(Map<String, Duration> limits, String name, @Nullable Duration limit) {
        if (limit != null) {
            limits.put(name, limit);
        }
    }
}
