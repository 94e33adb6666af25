package dev.promptmeter.compare;

import dev.promptmeter.compare.FigureChange.Finding;
import dev.promptmeter.stats.Absence;
import dev.promptmeter.stats.Sample;
import dev.promptmeter.summary.Unit;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** How the pass rate or a metric changed, whatever answers are missing. */
final class QualityChange {

    private final String name;
    private final Unit unit;
    private final PairedValues values;

    private QualityChange(String name, Unit unit, PairedValues values) {
        this.name = name;
        this.unit = unit;
        this.values = values;
    }

    static QualityChange ofPasses(PairedValues values) {
        return new QualityChange("passRate", Unit.SHARE, values);
    }

    static QualityChange ofMetric(String metric, PairedValues values) {
        return new QualityChange("metric." + metric + ".mean", Unit.SCORE, values);
    }

    /**
     * {@return how it changed}
     *
     * @param allowed the share of missing answers, 0 to 1, up to which they are simply left out
     */
    FigureChange change(double allowed) {
        if (values.complete().isEmpty()) {
            return change(null, "no case has a judged answer on both sides");
        }
        PairedMethod method = unit == Unit.SHARE && values.single() ? FlipMethod.of(values) : new MeanMethod(values);
        Finding seen = method.with(0, 0);
        int missing = values.missing();
        if (missing == 0) {
            return change(seen, null);
        }
        if (values.missesLittle(allowed)) {
            return change(seen, missing + " without an answer on one side left out");
        }
        return bounded(method, seen);
    }

    private FigureChange bounded(PairedMethod method, Finding seen) {
        int missing = values.missing();
        ChangeWord best = method.with(missing, 0).word();
        if (best == method.with(0, missing).word()) {
            return change(
                    seen.saying(best, seen.absence()),
                    "holds whatever the " + (missing == 1 ? "missing answer was" : missing + " missing answers were"));
        }
        return change(
                seen.saying(ChangeWord.NOT_ENOUGH_DATA, Absence.MISSING),
                missing + " of " + (values.complete().size() + missing)
                        + " pairs lack an answer on one side (" + values.lackBefore() + " in the baseline only, "
                        + values.lackAfter() + " in the run only), and they could change the word");
    }

    private FigureChange change(@Nullable Finding finding, @Nullable String note) {
        return new FigureChange(
                name,
                unit,
                mean(PairedValues.Value::before),
                mean(PairedValues.Value::after),
                values.complete().size(),
                finding,
                finding == null ? Absence.NO_DATA : null,
                note);
    }

    private @Nullable Double mean(ToDoubleFunction<PairedValues.Value> side) {
        var sample = new Sample();
        values.complete().forEach(value -> sample.add(side.applyAsDouble(value)));
        return sample.estimate().map(estimate -> estimate.mean()).orElse(null);
    }
}
