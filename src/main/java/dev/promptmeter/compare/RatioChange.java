package dev.promptmeter.compare;

import dev.promptmeter.compare.FigureChange.Finding;
import dev.promptmeter.compare.FigureChange.Scale;
import dev.promptmeter.stats.Absence;
import dev.promptmeter.stats.Interval;
import dev.promptmeter.stats.MeanRatio;
import dev.promptmeter.summary.Unit;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How the mean of a quantity changed of which less is better: cost and tokens of the cases that both runs asked for and judged. */
final class RatioChange {

    private static final double CONFIDENCE = 0.95;
    private static final double ROUNDING = 1e-12;

    private final String name;
    private final Unit unit;
    private final PairedAmounts amounts;

    private RatioChange(String name, Unit unit, PairedAmounts amounts) {
        this.name = name;
        this.unit = unit;
        this.amounts = amounts;
    }

    /** {@return how the mean of that value changed; what was answered from a cache is left out} */
    static FigureChange of(String name, Unit unit, List<CasePair> pairs, Function<BaselineCase, OptionalDouble> value) {
        return new RatioChange(name, unit, PairedAmounts.of(pairs, value, CasePair::cluster)).change();
    }

    private FigureChange change() {
        int unknown = amounts.unknown();
        int size = amounts.pairs().size();
        boolean known = unknown == 0 && size > 0;
        Absence absence = unknown == 0 ? Absence.NO_DATA : unit == Unit.USD ? Absence.COST_UNKNOWN : Absence.MISSING;
        String why = unknown > 0
                ? "unknown for " + unknown + " of " + (unknown + size) + " cases"
                : "no case was asked for and judged on both sides";
        return new FigureChange(
                name,
                unit,
                known ? boxed(amounts.meanBefore()) : null,
                known ? boxed(amounts.meanAfter()) : null,
                size,
                known ? finding(amounts.pairs().ratio()) : null,
                known ? null : absence,
                known ? null : why);
    }

    private static @Nullable Double boxed(OptionalDouble value) {
        return value.isPresent() ? (Double) value.getAsDouble() : null;
    }

    private Finding finding(MeanRatio ratio) {
        Interval interval = ratio.interval(CONFIDENCE).orElse(null);
        Double size = boxed(ratio.ratio());
        Absence absence = absence(ratio, size, interval);
        ChangeWord word = absence == null && size != null ? word(size, interval) : ChangeWord.NOT_ENOUGH_DATA;
        return new Finding(Scale.RATIO, size, interval, null, word, absence, "ratio.meansPaired");
    }

    private @Nullable Absence absence(MeanRatio ratio, @Nullable Double size, @Nullable Interval interval) {
        if (size == null || size == 0) {
            return Absence.ZERO_BASE;
        }
        if (unchanged(size) && ratio.withoutSpread()) {
            return null;
        }
        if (amounts.pairs().size() < PairedMethod.FEWEST) {
            return Absence.FEW_CASES;
        }
        return interval == null && !ratio.withoutSpread() ? Absence.ONE_CLUSTER : null;
    }

    /** Without an interval every case changed by the same factor, so the ratio itself decides. */
    private static ChangeWord word(double size, @Nullable Interval interval) {
        if (interval == null && unchanged(size)) {
            return ChangeWord.NO_CHANGE_DETECTED;
        }
        return interval != null && interval.contains(1) ? ChangeWord.WITHIN_NOISE : lessIsBetter(size);
    }

    private static boolean unchanged(double ratio) {
        return Math.abs(ratio - 1) <= ROUNDING;
    }

    static ChangeWord lessIsBetter(double ratio) {
        return ratio < 1 ? ChangeWord.IMPROVED : ChangeWord.REGRESSED;
    }
}
