package dev.promptmeter.summary;

import java.util.List;
import java.util.Set;

/**
 * What a tally is to keep.
 *
 * @param models ids in suite order
 * @param prompts ids in suite order
 * @param metrics names of the metrics that checks feed, in suite order
 * @param repeat answers per case
 * @param slo what the suite promises of each answer
 * @param wanted figures that gates will ask for
 */
public record TallyPlan(
        List<String> models, List<String> prompts, List<String> metrics, int repeat, Slo slo, Set<Wanted> wanted) {

    /** Copies the collections. */
    public TallyPlan {
        models = List.copyOf(models);
        prompts = List.copyOf(prompts);
        metrics = List.copyOf(metrics);
        wanted = Set.copyOf(wanted);
    }
}
