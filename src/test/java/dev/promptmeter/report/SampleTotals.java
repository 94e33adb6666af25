package dev.promptmeter.report;

import dev.promptmeter.gate.Gate;
import dev.promptmeter.run.CaseResult;
import dev.promptmeter.run.Stop;
import dev.promptmeter.summary.Slo;
import dev.promptmeter.summary.Summary;
import dev.promptmeter.summary.Tally;
import dev.promptmeter.summary.TallyPlan;
import dev.promptmeter.summary.Units;
import dev.promptmeter.summary.Wanted;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The summary of a few results. */
final class SampleTotals {

    private static final long DURATION_NANOS = 238_412_000_000L;

    private SampleTotals() {}

    static Summary of(List<CaseResult> results, List<Gate> gates, @Nullable Stop stop) {
        Set<Wanted> wanted = gates.stream()
                .map(gate -> new Wanted(gate.figure(), gate.selector()))
                .collect(Collectors.toSet());
        int repeat =
                results.stream().mapToInt(result -> result.id().repeat()).max().orElse(1);
        List<String> models = distinct(results, result -> result.id().model());
        List<String> prompts = distinct(results, result -> result.id().prompt());
        var plan = new TallyPlan(
                models,
                prompts,
                List.of("tone"),
                List.of(),
                repeat,
                Slo.NONE,
                wanted,
                Units.ofWholeRows(models.size() * prompts.size(), repeat),
                gates.stream().flatMap(gate -> gate.kept().stream()).collect(Collectors.toSet()));
        var tally = new Tally(plan);
        results.forEach(tally::add);
        return tally.summary(results::forEach, new Tally.Course(DURATION_NANOS, results.size(), stop));
    }

    static List<String> distinct(List<CaseResult> results, Function<CaseResult, String> name) {
        return results.stream().map(name).distinct().toList();
    }
}
