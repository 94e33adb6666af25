package dev.promptmeter.compare;

import dev.promptmeter.compare.BaselineRepeat.Measured;
import dev.promptmeter.stats.OrderedSample;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The times of all calls of the cases that two runs have in common; what came from a cache was not timed.
 *
 * @param before of the baseline
 * @param after of the run
 */
public record PairedCalls(OrderedSample before, OrderedSample after) {

    private static final long NANOS_PER_MICRO = 1_000;

    /**
     * {@return the times of those pairs; a timeout ranks after all of them}
     *
     * @param micros the time of one call, in microseconds; null if it was not timed
     */
    public static PairedCalls of(List<CasePair> pairs, Function<Measured, @Nullable Long> micros) {
        return new PairedCalls(
                sample(pairs.stream().map(CasePair::before).toList(), micros),
                sample(pairs.stream().map(CasePair::after).toList(), micros));
    }

    private static OrderedSample sample(List<BaselineCase> cases, Function<Measured, @Nullable Long> micros) {
        List<BaselineRepeat> repeats =
                cases.stream().flatMap(each -> each.repeats().stream()).toList();
        long[] nanos = repeats.stream()
                .map(repeat -> micros.apply(repeat.measured()))
                .filter(Objects::nonNull)
                .mapToLong(each -> each * NANOS_PER_MICRO)
                .toArray();
        int timeouts = (int) repeats.stream().filter(BaselineRepeat::timedOut).count();
        return OrderedSample.of(nanos, timeouts);
    }
}
