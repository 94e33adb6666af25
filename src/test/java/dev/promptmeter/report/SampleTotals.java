package dev.promptmeter.report;

import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.chat.FinishReason;
import dev.promptmeter.cost.Cost;
import dev.promptmeter.cost.CostSource;
import dev.promptmeter.gate.Gate;
import dev.promptmeter.run.CaseResult;
import dev.promptmeter.run.Stop;
import dev.promptmeter.score.CaseVerdict;
import dev.promptmeter.summary.CostTotals;
import dev.promptmeter.summary.ErrorCount;
import dev.promptmeter.summary.Figure;
import dev.promptmeter.summary.Group;
import dev.promptmeter.summary.Selector;
import dev.promptmeter.summary.Slice;
import dev.promptmeter.summary.Summary;
import dev.promptmeter.summary.TokenTotals;
import dev.promptmeter.summary.Unit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The summary of a few results, added up in the plainest way. */
final class SampleTotals {

    private SampleTotals() {}

    static List<String> distinct(List<CaseResult> results, Function<CaseResult, String> name) {
        return results.stream().map(name).distinct().toList();
    }

    static Summary of(List<CaseResult> results, List<Gate> gates, @Nullable Stop stop) {
        Map<Selector, Slice> parts = new LinkedHashMap<>();
        for (Gate gate : gates) {
            parts.put(gate.selector(), SampleFigures.of(matching(results, gate.selector())));
        }
        Slice total = SampleFigures.of(results);
        return new Summary(
                withMetric(total, results),
                groups(results),
                parts,
                finishReasons(results),
                errors(results),
                failedChecks(results),
                flags(results),
                tokens(total),
                costs(results),
                List.of("tone"),
                Summary.Checking.CHECKED,
                results.size(),
                stop);
    }

    private static List<CaseResult> matching(List<CaseResult> results, Selector selector) {
        return results.stream().filter(selector::matches).toList();
    }

    private static Slice withMetric(Slice slice, List<CaseResult> results) {
        long n = results.stream()
                .flatMap(result -> result.outcomes().stream())
                .filter(outcome -> "tone".equals(outcome.check().metric()))
                .count();
        long passed = results.stream()
                .flatMap(result -> result.outcomes().stream())
                .filter(outcome -> "tone".equals(outcome.check().metric()) && outcome.passed())
                .count();
        Map<String, Figure> figures = new LinkedHashMap<>(slice.figures());
        figures.put(
                "metric.tone.mean",
                n == 0
                        ? Figure.absent("metric.tone.mean", Unit.SCORE, 0, "NO_DATA")
                        : Figure.of("metric.tone.mean", Unit.SCORE, (double) passed / n, n));
        return new Slice(slice.counts(), figures);
    }

    private static List<Group> groups(List<CaseResult> results) {
        List<Group> groups = new ArrayList<>();
        for (String prompt : distinct(results, result -> result.id().prompt())) {
            for (String model : distinct(results, result -> result.id().model())) {
                List<CaseResult> members = results.stream()
                        .filter(result -> result.id().prompt().equals(prompt)
                                && result.id().model().equals(model))
                        .toList();
                groups.add(new Group(model, prompt, SampleFigures.of(members)));
            }
        }
        return groups;
    }

    private static Map<FinishReason.Kind, Long> finishReasons(List<CaseResult> results) {
        Map<FinishReason.Kind, Long> reasons = new EnumMap<>(FinishReason.Kind.class);
        for (FinishReason.Kind kind : FinishReason.Kind.values()) {
            reasons.put(
                    kind,
                    results.stream()
                            .map(CaseResult::completion)
                            .filter(completion ->
                                    completion != null && completion.finish().kind() == kind)
                            .count());
        }
        return reasons;
    }

    private static List<ErrorCount> errors(List<CaseResult> results) {
        Map<FailureKind, List<CaseResult>> byKind = new EnumMap<>(FailureKind.class);
        for (CaseResult result : results) {
            if (result.failure() != null) {
                byKind.computeIfAbsent(result.failure(), kind -> new ArrayList<>())
                        .add(result);
            }
        }
        return byKind.entrySet().stream()
                .map(entry -> {
                    CaseResult first = entry.getValue().get(0);
                    String example = first.id().dataset() + "/" + first.id().row();
                    return new ErrorCount(
                            entry.getKey().word(), entry.getValue().size(), example, String.valueOf(first.reason()));
                })
                .toList();
    }

    private static Map<String, Long> failedChecks(List<CaseResult> results) {
        Map<String, Long> failed = new LinkedHashMap<>();
        for (CaseResult result : results) {
            if (result.verdict() == CaseVerdict.FAIL) {
                String type = result.outcomes().stream()
                        .filter(outcome -> outcome.failed())
                        .findFirst()
                        .orElseThrow()
                        .check()
                        .name();
                failed.merge(type, 1L, Long::sum);
            }
        }
        return failed;
    }

    private static Map<String, Long> flags(List<CaseResult> results) {
        Map<String, Long> flags = new LinkedHashMap<>();
        results.forEach(result -> result.flags().forEach(flag -> flags.merge(flag, 1L, Long::sum)));
        return flags;
    }

    private static TokenTotals tokens(Slice total) {
        return new TokenTotals(
                sum(total, "prompt"),
                sum(total, "cached"),
                0,
                sum(total, "completion"),
                sum(total, "reasoning"),
                total.figure("tokens.prompt.sum").n(),
                total.figure("finishReason.stop").n());
    }

    private static long sum(Slice total, String kind) {
        Double value = total.figure("tokens." + kind + ".sum").value();
        return value == null ? 0 : value.longValue();
    }

    private static CostTotals costs(List<CaseResult> results) {
        Map<CostSource, Long> sources = new EnumMap<>(CostSource.class);
        long known = 0;
        for (CaseResult result : results) {
            if (result.verdict() != CaseVerdict.SKIP) {
                Cost cost = result.cost();
                sources.merge(cost.source(), 1L, Long::sum);
                known += cost.pico() == null ? 0 : cost.pico();
            }
        }
        return new CostTotals(known, 0, 0, sources.getOrDefault(CostSource.UNKNOWN, 0L), sources);
    }
}
