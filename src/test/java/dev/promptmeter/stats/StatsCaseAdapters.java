package dev.promptmeter.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which of our methods answers which method id; the adapters convert and never compute. */
final class StatsCaseAdapters {

    static final Map<String, Function<StatsCase, Map<String, @Nullable Object>>> BUILT = built();

    private static Map<String, Function<StatsCase, Map<String, @Nullable Object>>> built() {
        Map<String, Function<StatsCase, Map<String, @Nullable Object>>> built = new HashMap<>(GateCaseAdapters.BUILT);
        built.put("proportion.wilson", StatsCaseAdapters::wilson);
        built.put("proportion.clopperPearson", StatsCaseAdapters::clopperPearson);
        built.put("proportion.ruleOfThree", StatsCaseAdapters::ruleOfThree);
        built.put("proportion.effectiveN", StatsCaseAdapters::effectiveN);
        built.put("mean.t", StatsCaseAdapters::meanT);
        built.put("mean.degenerateBounded", StatsCaseAdapters::degenerateBounded);
        built.put("mean.clustered", StatsCaseAdapters::clustered);
        built.put("repeat.passAtK", given -> value(given.repeats().passAtK((int) given.whole("k"))));
        built.put("repeat.passHatK", given -> value(given.repeats().passHatK((int) given.whole("k"))));
        built.put("repeat.flipRate", given -> value(given.repeats().flipRate()));
        built.put("repeat.varianceDecomposition", StatsCaseAdapters::varianceSplit);
        built.put("latency.quantileCiRanks", StatsCaseAdapters::quantileRanks);
        built.put("latency.minSamples", StatsCaseAdapters::minSamples);
        built.put("latency.quantile", StatsCaseAdapters::quantile);
        built.put("latency.quantileRatio", StatsCaseAdapters::quantileRatio);
        built.put("ratio.meansPaired", StatsCaseAdapters::meanRatio);
        return Map.copyOf(built);
    }

    private StatsCaseAdapters() {}

    private static Map<String, @Nullable Object> wilson(StatsCase given) {
        var answer = answer(given.proportion().wilson(given.confidence()));
        answer.put("estimate", orNull(given.proportion().estimate()));
        return answer;
    }

    private static Map<String, @Nullable Object> clopperPearson(StatsCase given) {
        Proportion proportion = given.proportion();
        double confidence = given.confidence();
        return answer(
                switch (given.text("sides")) {
                    case "two" -> proportion.clopperPearson(confidence);
                    case "lower" -> proportion.clopperPearsonLower(confidence);
                    case "upper" -> proportion.clopperPearsonUpper(confidence);
                    default -> throw new AssertionError("unknown sides in " + given);
                });
    }

    private static Map<String, @Nullable Object> ruleOfThree(StatsCase given) {
        var rule = new RuleOfThree(given.whole("n"));
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("exactUpper", rule.exactUpper(given.confidence()));
        answer.put("approxUpper", orNull(rule.approximateUpper()));
        return answer;
    }

    private static Map<String, @Nullable Object> meanT(StatsCase given) {
        var mean = new Mean();
        given.input().get("values").forEach(value -> mean.add(value.doubleValue()));
        var answer = answer(mean.interval(given.confidence()).orElse(new Interval(null, null)));
        answer.put("n", mean.count());
        answer.put("mean", orNull(mean.value()));
        answer.put("se", orNull(mean.standardError()));
        answer.put("df", mean.standardError().isPresent() ? mean.count() - 1 : null);
        return answer;
    }

    private static Map<String, @Nullable Object> degenerateBounded(StatsCase given) {
        var mean = new Mean();
        for (long i = 0; i < given.whole("n"); i++) {
            mean.add(given.number("value"));
        }
        var range = new Interval(given.number("min"), given.number("max"));
        var answer = answer(mean.interval(given.confidence(), range).orElseThrow());
        answer.put("mean", orNull(mean.value()));
        return answer;
    }

    private static Map<String, @Nullable Object> quantileRanks(StatsCase given) {
        RankInterval ranks = given.quantile().interval((int) given.whole("n"), given.confidence());
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("lowerRank", ranks.lower());
        answer.put("upperRank", ranks.upper());
        answer.put("coverage", ranks.coverage());
        return answer;
    }

    private static Map<String, @Nullable Object> minSamples(StatsCase given) {
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put(
                "n",
                switch (given.text("sides")) {
                    case "upper" -> given.quantile().samplesForUpperBound(given.confidence());
                    case "two" -> given.quantile().samplesForBothBounds(given.confidence());
                    default -> throw new AssertionError("unknown sides in " + given);
                });
        return answer;
    }

    private static Map<String, @Nullable Object> effectiveN(StatsCase given) {
        double share = given.number("mean");
        double error = given.number("se");
        var seen = new Interval(0.0, 1.0);
        int clusters = (int) given.whole("clusters");
        EffectiveProportion effective = EffectiveProportion.of(
                        new MeanEstimate(share, seen, clusters, clusters, error, error), given.whole("total"))
                .orElseThrow();
        var answer = answer(effective.clopperPearson(given.confidence()));
        answer.put("nEff", effective.n());
        return answer;
    }

    private static Map<String, @Nullable Object> clustered(StatsCase given) {
        var sample = new Sample();
        double[] values = given.numbers("values");
        for (int i = 0; i < values.length; i++) {
            sample.add(values[i], given.input().get("clusters").get(i).asString());
        }
        MeanEstimate estimate = sample.estimate().orElseThrow();
        var answer = answer(estimate.interval(given.confidence()).orElse(new Interval(null, null)));
        answer.put("mean", estimate.mean());
        answer.put("clusters", estimate.clusters());
        answer.put("se", estimate.standardError());
        answer.put("df", orNull(estimate.degreesOfFreedom()));
        answer.put("naiveSe", estimate.naiveError());
        answer.put("designEffect", orNull(estimate.designEffect()));
        return answer;
    }

    private static Map<String, @Nullable Object> varianceSplit(StatsCase given) {
        VarianceSplit split = VarianceSplit.of(given.input()
                        .get("cases")
                        .valueStream()
                        .map(each -> new Repeats(
                                each.get("passes").intValue(),
                                each.get("epochs").intValue()))
                        .toList())
                .orElseThrow();
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("withinVariance", split.within());
        answer.put("varianceOfCaseMeans", split.ofCaseMeans());
        answer.put("betweenVariance", split.between());
        answer.put("icc", orNull(split.intraclassCorrelation()));
        answer.put("sePopulation", split.populationError());
        answer.put("seRerun", split.rerunError());
        return answer;
    }

    private static Map<String, @Nullable Object> quantile(StatsCase given) {
        assertThat(given.whole("type")).isEqualTo(7);
        OptionalDouble nanos = given.latencies("values").interpolated(given.quantile());
        return value(nanos.isEmpty() ? nanos : OptionalDouble.of(nanos.getAsDouble() / StatsCase.NANOS));
    }

    private static Map<String, @Nullable Object> quantileRatio(StatsCase given) {
        var ratio = new QuantileRatio(given.latencies("baseline"), given.latencies("candidate"), given.quantile());
        var answer = answer(ratio.interval(given.confidence()).orElse(new Interval(null, null)));
        answer.put("ratio", orNull(ratio.ratio()));
        return answer;
    }

    private static Map<String, @Nullable Object> meanRatio(StatsCase given) {
        MeanRatio ratio = given.pairs().ratio();
        var answer = answer(ratio.interval(given.confidence()).orElse(new Interval(null, null)));
        answer.put("ratio", orNull(ratio.ratio()));
        answer.put("logSe", orNull(ratio.logError()));
        return answer;
    }

    static Map<String, @Nullable Object> value(OptionalDouble value) {
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("value", orNull(value));
        return answer;
    }

    static Map<String, @Nullable Object> answer(Interval interval) {
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("lower", interval.lower());
        answer.put("upper", interval.upper());
        return answer;
    }

    static @Nullable Double orNull(OptionalDouble figure) {
        return figure.isPresent() ? figure.getAsDouble() : null;
    }

    static @Nullable Integer orNull(OptionalInt figure) {
        return figure.isPresent() ? figure.getAsInt() : null;
    }
}
