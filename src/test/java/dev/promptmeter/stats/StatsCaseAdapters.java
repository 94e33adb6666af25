package dev.promptmeter.stats;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which of our methods answers which method id; the adapters convert and never compute. */
final class StatsCaseAdapters {

    static final Map<String, Function<StatsCase, Map<String, @Nullable Object>>> BUILT = Map.of(
            "proportion.wilson", StatsCaseAdapters::wilson,
            "proportion.clopperPearson", StatsCaseAdapters::clopperPearson,
            "proportion.ruleOfThree", StatsCaseAdapters::ruleOfThree,
            "mean.t", StatsCaseAdapters::meanT,
            "mean.degenerateBounded", StatsCaseAdapters::degenerateBounded,
            "latency.quantileCiRanks", StatsCaseAdapters::quantileRanks,
            "latency.minSamples", StatsCaseAdapters::minSamples);

    static final Set<String> NOT_BUILT_YET = Set.of(
            "bootstrap.acceleration",
            "bootstrap.enumeratedMean",
            "gate.absolute",
            "gate.curtailment",
            "gate.family",
            "gate.nonInferiorityMean",
            "gate.nonInferiorityPaired",
            "gate.operatingCharacteristic",
            "judge.cohenKappa",
            "judge.krippendorffAlpha",
            "judge.positionBias",
            "judge.ppiMean",
            "judge.roganGladen",
            "latency.hodgesLehmannShift",
            "latency.mannWhitney",
            "latency.quantile",
            "latency.quantileRatio",
            "latency.sloGate",
            "mean.clustered",
            "mean.fixedSet",
            "multiple.benjaminiHochberg",
            "multiple.holm",
            "paired.guardedMean",
            "paired.hodgesLehmann",
            "paired.mcnemar",
            "paired.signFlip",
            "paired.stratifiedExact",
            "paired.t",
            "paired.tangoCi",
            "paired.tangoTest",
            "paired.wilcoxonExact",
            "power.mde",
            "power.millerCases",
            "power.nonInferiorityPaired",
            "power.superiorityPaired",
            "proportion.effectiveN",
            "ratio.meansPaired",
            "repeat.flipRate",
            "repeat.majorityAtK",
            "repeat.passAtK",
            "repeat.passHatK",
            "repeat.varianceDecomposition",
            "sequential.bettingPaired",
            "sequential.betaBinomialCs",
            "sequential.lanDeMetsObf",
            "sequential.sprt");

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

    private static Map<String, @Nullable Object> answer(Interval interval) {
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("lower", interval.lower());
        answer.put("upper", interval.upper());
        return answer;
    }

    private static @Nullable Double orNull(OptionalDouble figure) {
        return figure.isPresent() ? figure.getAsDouble() : null;
    }
}
