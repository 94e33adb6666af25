package dev.promptmeter.compare;

import dev.promptmeter.compare.FigureChange.Finding;
import dev.promptmeter.compare.FigureChange.Scale;
import dev.promptmeter.stats.Absence;
import dev.promptmeter.stats.Interval;
import dev.promptmeter.stats.MeanRatio;
import dev.promptmeter.stats.PairedSample;
import dev.promptmeter.stats.Sample;
import dev.promptmeter.summary.Unit;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How the mean of a quantity changed of which less is better: cost and tokens of the cases that both runs asked for and judged. */
final class RatioChange {

    private static final double CONFIDENCE = 0.95;
    private static final double ROUNDING = 1e-12;

    private final String name;
    private final Unit unit;
    private final PairedSample pairs = new PairedSample();
    private final Sample before = new Sample();
    private final Sample after = new Sample();
    private final Function<BaselineCase, OptionalDouble> value;
    private int unknown;

    private RatioChange(String name, Unit unit, Function<BaselineCase, OptionalDouble> value) {
        this.name = name;
        this.unit = unit;
        this.value = value;
    }

    /** {@return how the mean of that value changed; what was answered from a cache is left out} */
    static FigureChange of(String name, Unit unit, List<CasePair> pairs, Function<BaselineCase, OptionalDouble> value) {
        var change = new RatioChange(name, unit, value);
        List<CasePair> asked =
                pairs.stream().filter(pair -> !pair.cached() && pair.judged()).toList();
        boolean clustered = asked.stream()
                        .map(CasePair::cluster)
                        .collect(Collectors.toSet())
                        .size()
                < asked.size();
        asked.forEach(pair -> change.add(pair, clustered ? pair.cluster() : null));
        return change.change();
    }

    private void add(CasePair pair, @Nullable String cluster) {
        OptionalDouble then = value.apply(pair.before());
        OptionalDouble now = value.apply(pair.after());
        if (then.isEmpty() || now.isEmpty()) {
            unknown++;
            return;
        }
        before.add(then.getAsDouble());
        after.add(now.getAsDouble());
        if (cluster == null) {
            pairs.add(then.getAsDouble(), now.getAsDouble());
        } else {
            pairs.add(then.getAsDouble(), now.getAsDouble(), cluster);
        }
    }

    private FigureChange change() {
        boolean known = unknown == 0 && pairs.size() > 0;
        Absence absence = unknown == 0 ? Absence.NO_DATA : unit == Unit.USD ? Absence.COST_UNKNOWN : Absence.MISSING;
        String why = unknown > 0
                ? "unknown for " + unknown + " of " + (unknown + pairs.size()) + " cases"
                : "no case was asked for and judged on both sides";
        return new FigureChange(
                name,
                unit,
                known ? mean(before) : null,
                known ? mean(after) : null,
                pairs.size(),
                known ? finding(pairs.ratio()) : null,
                known ? null : absence,
                known ? null : why);
    }

    private static @Nullable Double mean(Sample sample) {
        return sample.estimate().map(estimate -> estimate.mean()).orElse(null);
    }

    private Finding finding(MeanRatio ratio) {
        Interval interval = ratio.interval(CONFIDENCE).orElse(null);
        Double size = ratio.ratio().isPresent() ? (Double) ratio.ratio().getAsDouble() : null;
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
        if (pairs.size() < PairedMethod.FEWEST) {
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
