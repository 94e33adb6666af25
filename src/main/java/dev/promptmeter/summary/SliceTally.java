package dev.promptmeter.summary;

import dev.promptmeter.cost.Cost;
import dev.promptmeter.run.CaseResult;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Everything that is kept of a part of a run, in memory that does not grow with the number of results. */
final class SliceTally {

    private static final List<String> TIMES = List.of("mean", "min", "max", "p50", "p90", "p95", "p99");
    private static final List<String> AMOUNTS = List.of("mean", "min", "max", "p50", "p95");

    private final VerdictTally verdicts = new VerdictTally();
    private final MoneyTally money = new MoneyTally();
    private final FinishTally finish = new FinishTally();
    private final TokenTally tokens = new TokenTally();
    private final MetricTally metrics;
    private final SloTally slo;
    private final Map<Measure, Distribution> distributions = new EnumMap<>(Measure.class);
    private final Map<Measure, Set<String>> statistics = new EnumMap<>(Measure.class);

    /**
     * Starts empty.
     *
     * @param wanted names of figures beyond the usual ones
     */
    SliceTally(TallyPlan plan, Set<String> wanted, Measure.Reach reach) {
        metrics = new MetricTally(plan.metrics(), plan.derived());
        slo = new SloTally(plan.slo());
        for (Measure measure : Measure.values()) {
            if (reach == Measure.Reach.RUN || measure.reach() == Measure.Reach.PARTS) {
                statistics.put(measure, usual(measure));
            }
        }
        for (String name : wanted) {
            Measure.named(name)
                    .ifPresent(measure -> statistics
                            .computeIfAbsent(measure, SliceTally::usual)
                            .add(measure.statistic(name)));
        }
        statistics.keySet().forEach(measure -> distributions.put(measure, new Distribution(measure)));
    }

    private static Set<String> usual(Measure measure) {
        Set<String> usual = new LinkedHashSet<>();
        if (measure.unit() == Unit.TOKENS) {
            usual.add("sum");
        }
        usual.addAll(measure.unit() == Unit.NANOS ? TIMES : AMOUNTS);
        return usual;
    }

    void add(CaseResult result) {
        verdicts.add(result);
        money.add(result);
        finish.add(result);
        tokens.add(result);
        metrics.add(result);
        slo.add(result);
        distributions.values().forEach(distribution -> distribution.add(result));
    }

    void add(CaseShare share) {
        verdicts.add(share);
    }

    void addWarmup(Cost cost) {
        money.addWarmup(cost);
    }

    void merge(SliceTally other) {
        verdicts.merge(other.verdicts);
        money.merge(other.money);
        finish.merge(other.finish);
        tokens.merge(other.tokens);
        metrics.merge(other.metrics);
        slo.merge(other.slo);
        other.distributions.forEach(
                (measure, theirs) -> distributions.get(measure).merge(theirs));
    }

    /** The second look at the values begins. */
    void expect() {
        distributions.forEach((measure, distribution) -> distribution.expect(statistics.get(measure)));
    }

    void addAgain(CaseResult result) {
        distributions.values().forEach(distribution -> distribution.addAgain(result));
    }

    /** {@return the figures, after the second look} */
    Slice slice(List<Figure> more) {
        Map<String, Figure> figures = new LinkedHashMap<>();
        verdicts.figures().forEach(figure -> figures.put(figure.name(), figure));
        distributions.forEach((measure, distribution) -> figures.putAll(distribution.figures(statistics.get(measure))));
        for (List<Figure> each : List.of(money.figures(), finish.figures(), metrics.figures(), slo.figures(), more)) {
            each.forEach(figure -> figures.put(figure.name(), figure));
        }
        return new Slice(verdicts.counts(), figures);
    }

    /** {@return how many answers kept every promise, per second of a window of so many nanoseconds; empty without a promise} */
    Optional<Figure> goodputRate(long windowNanos) {
        return slo.rate(windowNanos);
    }

    FinishTally finish() {
        return finish;
    }

    TokenTotals tokens() {
        return tokens.totals();
    }

    CostTotals money() {
        return money.totals();
    }
}
