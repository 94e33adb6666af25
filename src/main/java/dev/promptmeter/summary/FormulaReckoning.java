package dev.promptmeter.summary;

import java.util.OptionalDouble;
import java.util.stream.LongStream;

/** Computes expressions. */
final class FormulaReckoning {

    private final FormulaValues values;

    FormulaReckoning(FormulaValues values) {
        this.values = values;
    }

    /** {@return the value, or empty where a part has none, a division is by zero, or the result is beyond all numbers} */
    OptionalDouble value(Formula formula) {
        double value = number(formula);
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    // Within an expression NaN stands for "none": it passes through every sign, and never leaves this class.
    private double number(Formula formula) {
        if (formula instanceof Formula.Constant constant) {
            return constant.value();
        }
        if (formula instanceof Formula.OfMetric of) {
            return values.of(of.statistic(), of.metric()).orElse(Double.NaN);
        }
        if (formula instanceof Formula.OfDerived of) {
            return values.of(of.name()).orElse(Double.NaN);
        }
        if (formula instanceof Formula.Pair pair) {
            return pair.sign().apply(number(pair.left()), number(pair.right()));
        }
        var extreme = (Formula.Extreme) formula;
        return extreme.parts().stream()
                .mapToDouble(this::number)
                .reduce(extreme.statistic() == Formula.Statistic.MIN ? Math::min : Math::max)
                .orElse(Double.NaN);
    }

    /** {@return the least number of cases behind any of the metrics in it; 0 if there is none} */
    long cases(Formula formula) {
        return counts(formula).min().orElse(0);
    }

    private LongStream counts(Formula formula) {
        if (formula instanceof Formula.OfMetric of) {
            return LongStream.of(values.count(of.metric()));
        }
        if (formula instanceof Formula.OfDerived of) {
            return LongStream.of(values.countOf(of.name()));
        }
        if (formula instanceof Formula.Pair pair) {
            return LongStream.concat(counts(pair.left()), counts(pair.right()));
        }
        return formula instanceof Formula.Extreme extreme
                ? extreme.parts().stream().flatMapToLong(this::counts)
                : LongStream.empty();
    }
}
