package dev.promptmeter.compare;

import dev.promptmeter.compare.FigureChange.Finding;
import dev.promptmeter.compare.FigureChange.Scale;
import dev.promptmeter.stats.Absence;
import dev.promptmeter.stats.Interval;
import dev.promptmeter.stats.OrderedSample;
import dev.promptmeter.stats.Quantile;
import dev.promptmeter.stats.QuantileRatio;
import dev.promptmeter.summary.Unit;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How a quantile of a time changed, over the calls of the cases that both runs have; what came from a cache was not timed. */
final class QuantileChange {

    private static final double CONFIDENCE = 0.95;
    private static final long NANOS_PER_MICRO = 1_000;

    private final QuantileRatio ratio;

    private QuantileChange(QuantileRatio ratio) {
        this.ratio = ratio;
    }

    /**
     * {@return how that quantile changed}
     *
     * @param micros the time of one call, in microseconds; null if it was not timed
     */
    static FigureChange of(
            String name, Quantile quantile, List<CasePair> pairs, Function<BaselineRepeat, @Nullable Long> micros) {
        OrderedSample before = sample(pairs.stream().map(CasePair::before).toList(), micros);
        OrderedSample after = sample(pairs.stream().map(CasePair::after).toList(), micros);
        var change = new QuantileChange(new QuantileRatio(before, after, quantile));
        boolean timed = before.count() > 0 && after.count() > 0;
        return new FigureChange(
                name,
                Unit.NANOS,
                boxed(before.observed(quantile)),
                boxed(after.observed(quantile)),
                after.count(),
                timed ? change.finding() : null,
                timed ? null : before.count() == 0 ? Absence.BASELINE_LACKS_DATA : Absence.NO_DATA,
                timed ? change.note() : "no call was timed in " + (before.count() > 0 ? "the run" : "the baseline"));
    }

    private static OrderedSample sample(List<BaselineCase> cases, Function<BaselineRepeat, @Nullable Long> micros) {
        List<BaselineRepeat> repeats =
                cases.stream().flatMap(each -> each.repeats().stream()).toList();
        long[] nanos = repeats.stream()
                .map(micros)
                .filter(Objects::nonNull)
                .mapToLong(each -> each * NANOS_PER_MICRO)
                .toArray();
        int timeouts = (int) repeats.stream().filter(BaselineRepeat::timedOut).count();
        return OrderedSample.of(nanos, timeouts);
    }

    private static @Nullable Double boxed(OptionalDouble value) {
        return value.isPresent() ? (Double) value.getAsDouble() : null;
    }

    private Finding finding() {
        Interval interval = ratio.interval(CONFIDENCE).orElse(null);
        Double size = boxed(ratio.ratio());
        return new Finding(
                Scale.RATIO,
                size,
                interval,
                null,
                size == null || interval == null
                        ? ChangeWord.NOT_ENOUGH_DATA
                        : interval.contains(1) ? ChangeWord.WITHIN_NOISE : RatioChange.lessIsBetter(size),
                size == null ? Absence.CENSORED : interval == null ? Absence.OPEN_END : null,
                "latency.quantileRatio");
    }

    private @Nullable String note() {
        Finding finding = finding();
        if (finding.absence() != Absence.OPEN_END) {
            return finding.absence() == Absence.CENSORED ? "it falls among timeouts" : null;
        }
        long needed = ratio.quantile().samplesForBothBounds(CONFIDENCE);
        int before = ratio.baseline().count();
        int after = ratio.candidate().count();
        return Math.min(before, after) >= needed
                ? "an end of its interval falls among timeouts"
                : needed + " calls are needed; the baseline has " + before + ", this run has " + after;
    }
}
