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
import java.util.function.IntUnaryOperator;

/** Everything that is kept of a part of a run, in memory that does not grow with the number of results. */
final class SliceTally {

    private static final List<String> TIMES = List.of("mean", "min", "max", "p50", "p90", "p95", "p99");
    private static final List<String> BY_CONNECTION = List.of("p50", "p99");
    private static final List<String> AMOUNTS = List.of("mean", "min", "max", "p50", "p95");

    private final VerdictTally verdicts = new VerdictTally();
    private final MoneyTally money = new MoneyTally();
    private final FinishTally finish = new FinishTally();
    private final TokenTally tokens = new TokenTally();
    private final MetricTally metrics;
    private final SloTally slo;
    private final RepeatTally repeats;
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
        repeats = new RepeatTally(plan.repeat());
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
        statistics.forEach((measure, asked) -> distributions.put(measure, new Distribution(measure, asked)));
    }

    private static Set<String> usual(Measure measure) {
        if (measure.byConnection()) {
            return new LinkedHashSet<>(BY_CONNECTION);
        }
        Set<String> usual = new LinkedHashSet<>();
        if (measure.unit() == Unit.TOKENS) {
            usual.add("sum");
        }
        usual.addAll(measure.unit() == Unit.NANOS ? TIMES : AMOUNTS);
        return usual;
    }

    /**
     * Adds one answer.
     *
     * @param values of its metrics
     * @param unit number of the unit that it belongs to
     */
    void add(CaseResult result, Map<String, Double> values, int unit) {
        verdicts.add(result, unit);
        money.add(result, unit);
        finish.add(result, unit);
        tokens.add(result);
        metrics.add(values);
        slo.add(result, unit);
        distributions.values().forEach(distribution -> distribution.add(result, unit));
    }

    /** A case has all its repeats. */
    void add(Finished finished) {
        verdicts.add(finished);
        metrics.add(finished);
        repeats.add(finished);
    }

    /** A unit has all its answers. */
    void close(int unit) {
        verdicts.close(unit);
        money.close(unit);
        distributions.values().forEach(distribution -> distribution.close(unit));
        finish.close(unit);
        metrics.close(unit);
        slo.close(unit);
        repeats.close(unit);
    }

    void addWarmup(Cost cost) {
        money.addWarmup(cost);
    }

    /**
     * Adds what another holds.
     *
     * @param units the number here of each unit that is open there
     */
    void merge(SliceTally other, IntUnaryOperator units) {
        verdicts.merge(other.verdicts, units);
        money.merge(other.money, units);
        finish.merge(other.finish, units);
        tokens.merge(other.tokens);
        metrics.merge(other.metrics, units);
        slo.merge(other.slo, units);
        repeats.merge(other.repeats, units);
        other.distributions.forEach(
                (measure, theirs) -> distributions.get(measure).merge(theirs, units));
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
        List<List<Figure>> rest =
                List.of(repeats.figures(), money.figures(), finish.figures(), metrics.figures(), slo.figures(), more);
        rest.forEach(each -> each.forEach(figure -> figures.put(figure.name(), figure)));
        return new Slice(verdicts.counts(), figures, repeats.reruns());
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
