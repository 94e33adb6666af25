package dev.promptmeter.gate;

import dev.promptmeter.gate.GatePlan.Chance;
import dev.promptmeter.gate.GatePlan.OfMargin;
import dev.promptmeter.stats.NonInferiority;
import dev.promptmeter.stats.OperatingCharacteristic;
import dev.promptmeter.stats.Proportion;
import dev.promptmeter.stats.Quantile;
import dev.promptmeter.stats.TrueChange;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Foresees what one gate will say, by the methods that will judge it. */
final class GatePlanner {

    private static final double POWER = 0.8;
    private static final double QUIET = 0.01;
    private static final double CONFIDENCE = 0.95;
    private static final double[] BEYOND = {0.02, 0.05, 0.07};

    private final Gate gate;
    private final long cases;
    private final long calls;

    GatePlanner(Gate gate, long cases, long calls) {
        this.gate = gate;
        this.cases = cases;
        this.calls = calls;
    }

    GatePlan plan(double discordance) {
        FigureKind kind = gate.kind();
        if (kind == FigureKind.QUANTILE) {
            return times();
        }
        if (cases == 0) {
            return unforeseen("no case belongs to it");
        }
        if (gate.minSamples() != null && cases < gate.minSamples()) {
            return unforeseen("INVALID (TOO_FEW): minSamples asks for " + FigureText.count(gate.minSamples()) + ", now "
                    + FigureText.count(cases));
        }
        if (kind == FigureKind.CHANGES) {
            return changes(discordance);
        }
        if (kind != FigureKind.SHARE && kind != FigureKind.PROMISE) {
            return unforeseen("what it will say depends on the spread of its values, which is known after a run");
        }
        return switch (gate.bound().kind()) {
            case NUMBER -> new SharePlanner(gate, cases).plan();
            case SHIFT ->
                gate.confidence() == Confidence.POINT
                        ? unforeseen("compared as it is: any drop beyond the margin is red, by chance or not")
                        : margin(discordance);
            case FACTOR -> unforeseen("chances are foreseen for margins in points: write baseline - 2pp");
        };
    }

    private GatePlan unforeseen(String why) {
        return new GatePlan.Unforeseen(gate, why);
    }

    private GatePlan times() {
        Quantile quantile = Percentile.of(gate.figure()).orElseThrow().quantile();
        return new GatePlan.OfTimes(
                gate,
                calls,
                quantile.shownFrom(),
                quantile.samplesForUpperBound(CONFIDENCE),
                quantile.samplesForBothBounds(CONFIDENCE));
    }

    /** Half of the flips are for the worse and half for the better if nothing changed. */
    private GatePlan changes(double discordance) {
        boolean ceiling =
                gate.comparator() == Comparator.EQUAL || gate.comparator().ceiling();
        if (!ceiling || gate.bound().kind() != Bound.Kind.NUMBER) {
            return unforeseen("a count of changes is foreseen for an upper limit");
        }
        long most = (long) Math.floor(gate.bound().value()) - (gate.comparator() == Comparator.BELOW ? 1 : 0);
        double red = most + 1 > cases ? 0 : atLeast(Math.max(0, most + 1), cases, discordance / 2);
        return new GatePlan.OfChanges(gate, cases, red);
    }

    /** {@return the chance of so many or more of {@code n} at that rate} */
    static double atLeast(long count, long n, double rate) {
        return count == 0
                ? 1
                : new Proportion(count, n).evidenceAtLeast(rate).orElseThrow().pPass();
    }

    private GatePlan margin(double discordance) {
        boolean lowerIsBetter = gate.comparator().ceiling();
        double margin = lowerIsBetter ? gate.bound().value() : -gate.bound().value();
        if (!(margin > -1 && margin < 1)) {
            return unforeseen("a margin lies between -100 and 100 points");
        }
        var rule = new NonInferiority(margin, gate.demand().alpha());
        OperatingCharacteristic same = characteristic(rule, TrueChange.none(discordance));
        return new OfMargin(
                gate,
                cases,
                margin,
                chance(0, same),
                drops(rule, discordance),
                margin + rule.detectableDrop(cases, discordance, POWER),
                toSettle(rule, discordance),
                quietMargin(rule, same, discordance),
                OfMargin.Sums.valueOf(same.method().name()));
    }

    private OperatingCharacteristic characteristic(NonInferiority rule, TrueChange change) {
        return rule.characteristic(Math.toIntExact(cases), change);
    }

    /** So few cases never pass; they may still be red. */
    private Chance chance(double drop, OperatingCharacteristic chances) {
        return new Chance(drop, chances.pFail(), cases < Sureness.FEWEST ? 0 : chances.pPass());
    }

    private List<Chance> drops(NonInferiority rule, double discordance) {
        List<Chance> drops = new ArrayList<>();
        for (double beyond : BEYOND) {
            double drop = rule.margin() + beyond;
            if (drop > 0 && drop < 1) {
                // A drop flips at least as many cases as it is large.
                var change = new TrueChange(Math.max(discordance, drop), -drop);
                OperatingCharacteristic chances = characteristic(rule, change);
                drops.add(chance(drop, chances));
            }
        }
        return drops;
    }

    private static @Nullable Long toSettle(NonInferiority rule, double discordance) {
        OptionalLong needed = rule.pairsNeeded(TrueChange.none(discordance), POWER);
        OptionalLong least = rule.pairsWithoutFlips();
        return needed.isEmpty()
                ? null
                : (Long) Math.max(Sureness.FEWEST, Math.max(needed.getAsLong(), least.orElse(0)));
    }

    private @Nullable Double quietMargin(NonInferiority rule, OperatingCharacteristic same, double discordance) {
        if (same.pFail() <= QUIET) {
            return null;
        }
        OptionalDouble quiet = rule.quietMargin(Math.toIntExact(cases), discordance);
        return quiet.isEmpty() ? null : (Double) quiet.getAsDouble();
    }
}
