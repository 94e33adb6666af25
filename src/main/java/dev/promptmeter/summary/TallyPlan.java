package dev.promptmeter.summary;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a tally is to keep.
 *
 * @param models ids in suite order
 * @param prompts ids in suite order
 * @param metrics names of the metrics that checks feed, in suite order
 * @param derived metrics that are computed from them, each after those it is made of
 * @param repeat answers per case
 * @param slo what the suite promises of each answer
 * @param wanted figures that gates will ask for
 * @param units which answers belong together
 * @param kept what gates will ask for of single cases
 */
public record TallyPlan(
        List<String> models,
        List<String> prompts,
        List<String> metrics,
        List<DerivedMetric> derived,
        int repeat,
        Slo slo,
        Set<Wanted> wanted,
        Units units,
        Set<Kept> kept) {

    /** Copies the collections. */
    public TallyPlan {
        models = List.copyOf(models);
        prompts = List.copyOf(prompts);
        metrics = List.copyOf(metrics);
        derived = List.copyOf(derived);
        wanted = Set.copyOf(wanted);
        kept = Set.copyOf(kept);
    }

    /** Makes a plan without derived metrics and single cases, by which every row is asked with every prompt and model. */
    public TallyPlan(
            List<String> models, List<String> prompts, List<String> metrics, int repeat, Slo slo, Set<Wanted> wanted) {
        this(
                models,
                prompts,
                metrics,
                List.of(),
                repeat,
                slo,
                wanted,
                Units.ofWholeRows(models.size() * prompts.size(), repeat),
                Set.of());
    }

    /** {@return the names of all metrics, those that checks feed first} */
    List<String> metricNames() {
        return Stream.concat(metrics.stream(), derived.stream().map(DerivedMetric::name))
                .toList();
    }
}
