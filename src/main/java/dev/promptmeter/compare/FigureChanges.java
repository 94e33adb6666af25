package dev.promptmeter.compare;

import dev.promptmeter.compare.BaselineRepeat.Measured;
import dev.promptmeter.compare.Obstacle.Scope;
import dev.promptmeter.stats.Absence;
import dev.promptmeter.stats.Quantile;
import dev.promptmeter.summary.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Every figure that two runs are compared in, in the order in which it is shown. */
final class FigureChanges {

    private static final List<Quantile> QUANTILES = List.of(Quantile.of("0.5"), Quantile.of("0.95"));

    private final List<CasePair> pairs;
    private final List<Obstacle> obstacles;
    private final @Nullable String unusableTimes;
    private final List<FigureChange> figures = new ArrayList<>();

    private FigureChanges(List<CasePair> pairs, List<Obstacle> obstacles, @Nullable String unusableTimes) {
        this.pairs = pairs;
        this.obstacles = obstacles;
        this.unusableTimes = unusableTimes;
    }

    /**
     * {@return how each figure changed between two runs}
     *
     * @param pairing their cases
     * @param obstacles why figures cannot be compared; usually nothing
     */
    static List<FigureChange> of(BaselineHead before, BaselineHead after, Pairing pairing, List<Obstacle> obstacles) {
        List<CasePair> pairs = pairing.pairs();
        double allowed = after.asking().maxErrorRate();
        var changes = new FigureChanges(pairs, obstacles, unusableTimes(before, after));
        changes.add(
                Scope.QUALITY,
                QualityChange.ofPasses(PairedValues.passes(pairs)).change(allowed));
        changes.metrics()
                .forEach(metric -> changes.add(
                        Scope.QUALITY,
                        QualityChange.ofMetric(metric, PairedValues.metric(pairs, metric))
                                .change(allowed)));
        changes.addTimes("latency", Measured::latencyMicros);
        if (changes.any(Measured::ttftMicros)) {
            changes.addTimes("ttft", Measured::ttftMicros);
        }
        changes.add(Scope.EVERYTHING, RatioChange.of("cost.mean", Unit.USD, pairs, PairedAmounts::cost));
        if (changes.any(Measured::completionTokens)) {
            changes.add(
                    Scope.EVERYTHING,
                    RatioChange.of("tokens.completion.mean", Unit.TOKENS, pairs, FigureChanges::tokens));
        }
        return changes.figures;
    }

    private static @Nullable String unusableTimes(BaselineHead before, BaselineHead after) {
        String then = before.origin().unusableTimes();
        String now = after.origin().unusableTimes();
        return then != null ? "in the baseline " + then : now != null ? "in the run " + now : null;
    }

    /** {@return the metrics that both sides have, by name} */
    private TreeSet<String> metrics() {
        var before = new TreeSet<String>();
        var after = new TreeSet<String>();
        for (CasePair pair : pairs) {
            pair.before()
                    .repeats()
                    .forEach(repeat -> before.addAll(repeat.metrics().keySet()));
            pair.after()
                    .repeats()
                    .forEach(repeat -> after.addAll(repeat.metrics().keySet()));
        }
        before.retainAll(after);
        return before;
    }

    private boolean any(Function<Measured, @Nullable Long> value) {
        return pairs.stream()
                .flatMap(pair -> pair.after().repeats().stream())
                .anyMatch(repeat -> value.apply(repeat.measured()) != null);
    }

    private void addTimes(String name, Function<Measured, @Nullable Long> micros) {
        for (Quantile quantile : QUANTILES) {
            String percent = quantile.q().movePointRight(2).stripTrailingZeros().toPlainString();
            add(Scope.TIMES, QuantileChange.of(name + ".p" + percent, quantile, pairs, micros));
        }
    }

    private static OptionalDouble tokens(BaselineCase one) {
        return one.mean(repeat -> repeat.measured().completionTokens());
    }

    private void add(Scope scope, FigureChange change) {
        figures.add(obstacles.stream()
                .filter(obstacle -> obstacle.bars(scope))
                .findFirst()
                .map(obstacle -> change.without(Absence.NOT_COMPARABLE, obstacle.text()))
                .orElseGet(() -> scope == Scope.TIMES && unusableTimes != null
                        ? change.without(Absence.MEASUREMENT, unusableTimes)
                        : change));
    }
}
