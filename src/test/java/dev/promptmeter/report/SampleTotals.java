package dev.promptmeter.report;

import dev.promptmeter.gate.Gate;
import dev.promptmeter.run.CaseResult;
import dev.promptmeter.run.Stop;
import dev.promptmeter.summary.ResultSource;
import dev.promptmeter.summary.Slo;
import dev.promptmeter.summary.Summary;
import dev.promptmeter.summary.Tally;
import dev.promptmeter.summary.TallyPlan;
import dev.promptmeter.summary.Units;
import dev.promptmeter.summary.Wanted;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The summary of a few results. */
final class SampleTotals {

    private static final long DURATION_NANOS = 238_412_000_000L;

    private SampleTotals() {}

    static Summary of(List<CaseResult> results, List<Gate> gates, @Nullable Stop stop) {
        return of(results, results::forEach, gates, stop);
    }

    /** {@return the summary of many results, of which those few show which prompts and models there are} */
    static Summary of(List<CaseResult> few, ResultSource results, List<Gate> gates, @Nullable Stop stop) {
        Set<Wanted> wanted = gates.stream()
                .map(gate -> new Wanted(gate.figure(), gate.selector()))
                .collect(Collectors.toSet());
        int repeat = few.stream().mapToInt(result -> result.id().repeat()).max().orElse(1);
        List<String> models = distinct(few, result -> result.id().model());
        List<String> prompts = distinct(few, result -> result.id().prompt());
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
        LongAdder count = new LongAdder();
        results.forEach(result -> {
            tally.add(result);
            count.increment();
        });
        return tally.summary(results, new Tally.Course(DURATION_NANOS, count.sum(), stop));
    }

    static List<String> distinct(List<CaseResult> results, Function<CaseResult, String> name) {
        return results.stream().map(name).distinct().toList();
    }
}
