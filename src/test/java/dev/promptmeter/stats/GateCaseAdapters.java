package dev.promptmeter.stats;

import static dev.promptmeter.stats.StatsCaseAdapters.answer;
import static dev.promptmeter.stats.StatsCaseAdapters.orNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The adapters of comparisons and gates. */
final class GateCaseAdapters {

    static final Map<String, Function<StatsCase, Map<String, @Nullable Object>>> BUILT = Map.ofEntries(
            Map.entry("paired.mcnemar", GateCaseAdapters::mcnemar),
            Map.entry("paired.tangoCi", GateCaseAdapters::tangoInterval),
            Map.entry("paired.tangoTest", GateCaseAdapters::tangoTest),
            Map.entry("paired.t", GateCaseAdapters::pairedT),
            Map.entry("paired.guardedMean", GateCaseAdapters::guardedMean),
            Map.entry("multiple.holm", GateCaseAdapters::holm),
            Map.entry("gate.absolute", GateCaseAdapters::absolute),
            Map.entry("gate.nonInferiorityPaired", GateCaseAdapters::nonInferiorityPaired),
            Map.entry("gate.nonInferiorityMean", GateCaseAdapters::nonInferiorityMean),
            Map.entry("gate.operatingCharacteristic", GateCaseAdapters::operatingCharacteristic),
            Map.entry("gate.family", GateCaseAdapters::family),
            Map.entry("gate.curtailment", GateCaseAdapters::curtailment),
            Map.entry("latency.sloGate", GateCaseAdapters::sloGate),
            Map.entry("power.nonInferiorityPaired", GateCaseAdapters::pairsNeeded),
            Map.entry("power.mde", GateCaseAdapters::detectableDrop));

    private GateCaseAdapters() {}

    private static Map<String, @Nullable Object> mcnemar(StatsCase given) {
        var test = new McNemar((int) given.whole("improved"), (int) given.whole("worsened"));
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("pTwoSidedExact", test.exact());
        answer.put("pTwoSidedMid", test.mid());
        answer.put("pOneSidedWorse", test.worse());
        answer.put("pOneSidedBetter", test.better());
        return answer;
    }

    private static Map<String, @Nullable Object> tangoInterval(StatsCase given) {
        var answer = answer(given.passes().tango(given.confidence()));
        answer.put("difference", orNull(given.passes().difference()));
        return answer;
    }

    private static Map<String, @Nullable Object> tangoTest(StatsCase given) {
        double assumed = given.number("delta0");
        TangoScore score = given.passes().score(assumed);
        Evidence evidence = given.passes().evidenceAtLeast(assumed).orElseThrow();
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("z", score.z());
        answer.put("pLess", evidence.pFail());
        answer.put("pGreater", evidence.pPass());
        answer.put("q21", score.q21());
        return answer;
    }

    private static Map<String, @Nullable Object> pairedT(StatsCase given) {
        MeanEstimate estimate = given.pairs().differences().estimate().orElseThrow();
        var answer = answer(estimate.interval(given.confidence()).orElse(new Interval(null, null)));
        answer.put("meanDifference", estimate.mean());
        answer.put("se", estimate.standardError());
        answer.put("t", orNull(estimate.t()));
        answer.put("df", orNull(estimate.degreesOfFreedom()));
        answer.put("pTwoSided", orNull(estimate.pTwoSided()));
        return answer;
    }

    private static Map<String, @Nullable Object> guardedMean(StatsCase given) {
        GuardedMean mean = guarded(given).orElseThrow();
        var answer = answer(mean.bounds(given.number("alphaOneSided")).orElseThrow());
        answer.put("meanDifference", mean.observed().mean());
        answer.put("nonZero", mean.standOut());
        answer.put("augmented", mean.augmented());
        return answer;
    }

    private static Optional<GuardedMean> guarded(StatsCase given) {
        return GuardedMean.ofDifferences(given.sample("differences"), given.number("range"));
    }

    private static Map<String, @Nullable Object> holm(StatsCase given) {
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        List<Double> raw =
                given.input().get("p").valueStream().map(p -> p.doubleValue()).toList();
        answer.put("adjusted", Holm.adjusted(raw));
        return answer;
    }

    private static Map<String, @Nullable Object> absolute(StatsCase given) {
        return verdict(given.proportion().evidenceAtLeast(given.number("threshold")), given);
    }

    private static Map<String, @Nullable Object> sloGate(StatsCase given) {
        return verdict(given.quantile().evidenceWithin(given.whole("slow"), given.whole("n")), given);
    }

    private static Map<String, @Nullable Object> nonInferiorityPaired(StatsCase given) {
        var answer = verdict(given.nonInferiority().evidence(given.passes()), given);
        boolean pairs = given.whole("n") > 0;
        answer.put("z", pairs ? given.passes().score(-given.number("margin")).z() : null);
        return answer;
    }

    private static Map<String, @Nullable Object> nonInferiorityMean(StatsCase given) {
        double boundary = -given.number("margin");
        Optional<GuardedMean> mean = guarded(given);
        var answer = verdict(mean.flatMap(it -> it.evidenceAtLeast(boundary)), given);
        answer.put("t", mean.map(it -> orNull(it.t(boundary))).orElse(null));
        answer.put("df", mean.map(GuardedMean::degreesOfFreedom).orElse(null));
        answer.putAll(
                answer(mean.flatMap(it -> it.bounds(given.number("alpha"))).orElse(new Interval(null, null))));
        return answer;
    }

    private static Map<String, @Nullable Object> verdict(Optional<Evidence> evidence, StatsCase given) {
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put(
                "verdict",
                evidence.map(it -> it.decision(given.number("alpha")).name()).orElse("INVALID"));
        answer.put("pFail", evidence.map(Evidence::pFail).orElse(null));
        answer.put("pPass", evidence.map(Evidence::pPass).orElse(null));
        return answer;
    }

    private static Map<String, @Nullable Object> operatingCharacteristic(StatsCase given) {
        OperatingCharacteristic chances = given.nonInferiority().characteristic((int) given.whole("n"), change(given));
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("pFail", chances.pFail());
        answer.put("pPass", chances.pPass());
        answer.put("pInconclusive", chances.pInconclusive());
        return answer;
    }

    private static TrueChange change(StatsCase given) {
        return new TrueChange(given.number("discordance"), given.number("trueDifference"));
    }

    private static Map<String, @Nullable Object> family(StatsCase given) {
        List<Evidence> gates = given.input()
                .get("gates")
                .valueStream()
                .map(gate -> new Evidence(
                        gate.get("pFail").doubleValue(), gate.get("pPass").doubleValue()))
                .toList();
        List<Evidence> family = Holm.family(gates);
        List<Decision> decisions =
                family.stream().map(it -> it.decision(given.number("alpha"))).toList();
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("adjustedPFail", family.stream().map(Evidence::pFail).toList());
        answer.put("verdicts", decisions.stream().map(Decision::name).toList());
        answer.put("overall", Collections.max(decisions).name());
        return answer;
    }

    private static Map<String, @Nullable Object> curtailment(StatsCase given) {
        Curtailment ends = given.nonInferiority()
                .curtailment(
                        given.passes(), given.whole("remainingBaselineFail"), given.whole("remainingBaselinePass"));
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("best", ends.best().name());
        answer.put("worst", ends.worst().name());
        answer.put("stop", ends.settled());
        return answer;
    }

    private static Map<String, @Nullable Object> pairsNeeded(StatsCase given) {
        var rule = new NonInferiority(given.number("margin"), given.number("alphaOneSided"));
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("n", rule.pairsNeeded(change(given), given.number("power")).orElseThrow());
        return answer;
    }

    private static Map<String, @Nullable Object> detectableDrop(StatsCase given) {
        var rule = new NonInferiority(0, given.number("alphaOneSided"));
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("mde", rule.detectableDrop(given.whole("n"), given.number("discordance"), given.number("power")));
        return answer;
    }
}
