package dev.promptmeter.cli;

import dev.promptmeter.cost.Cost;
import dev.promptmeter.run.CaseResult;
import dev.promptmeter.score.CaseVerdict;
import dev.promptmeter.stats.Latencies;
import dev.promptmeter.stats.Quantile;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a run, or one of its models, has come to so far. Not thread-safe. */
final class LaneTally {

    private static final Quantile P50 = Quantile.of("0.5");
    private static final Quantile P95 = Quantile.of("0.95");
    private static final Quantile P99 = Quantile.of("0.99");

    private final String name;
    private final Map<CaseVerdict, Long> verdicts = new EnumMap<>(CaseVerdict.class);
    private final Latencies latencies = Latencies.of();
    private @Nullable Long pico = 0L;

    LaneTally(String name) {
        this.name = name;
    }

    void add(CaseResult result) {
        verdicts.merge(result.verdict(), 1L, Long::sum);
        Long latency = result.latencyNanos();
        if (latency != null) {
            latencies.add(latency);
        }
        spend(result.cost());
    }

    /** Adds what was spent beside the results that were given. */
    void spend(Cost cost) {
        Long more = cost.pico();
        pico = pico == null || more == null ? null : Long.valueOf(Cost.sum(pico, more));
    }

    ProgressState.Lane lane() {
        return new ProgressState.Lane(name, verdicts, quantile(P50), quantile(P95), quantile(P99), pico);
    }

    private @Nullable Long quantile(Quantile quantile) {
        return latencies.quantile(quantile).nanos();
    }
}
