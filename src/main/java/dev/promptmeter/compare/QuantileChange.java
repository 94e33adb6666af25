package dev.promptmeter.compare;

import dev.promptmeter.compare.BaselineRepeat.Measured;
import dev.promptmeter.compare.FigureChange.Finding;
import dev.promptmeter.compare.FigureChange.Scale;
import dev.promptmeter.stats.Absence;
import dev.promptmeter.stats.Interval;
import dev.promptmeter.stats.OrderedSample;
import dev.promptmeter.stats.Quantile;
import dev.promptmeter.stats.QuantileRatio;
import dev.promptmeter.summary.Unit;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How a quantile of a time changed, over the calls of the cases that both runs have; what came from a cache was not timed. */
final class QuantileChange {

    private static final double CONFIDENCE = 0.95;

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
            String name, Quantile quantile, List<CasePair> pairs, Function<Measured, @Nullable Long> micros) {
        PairedCalls calls = PairedCalls.of(pairs, micros);
        OrderedSample before = calls.before();
        OrderedSample after = calls.after();
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
