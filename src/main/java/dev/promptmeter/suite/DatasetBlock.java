package dev.promptmeter.suite;

import dev.promptmeter.dataset.Check;
import dev.promptmeter.dataset.DatasetSpec;
import dev.promptmeter.dataset.Source;
import dev.promptmeter.run.Selection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A dataset of a suite and what is done with its rows.
 *
 * @param spec which file and how to read it
 * @param vars variables for every row: the suite's, then the dataset's
 * @param selection which rows are asked
 * @param checks the suite's, then the dataset's
 * @param threshold row threshold where a row has none; null for none
 * @param prompts ids of the prompts that are asked with it, in suite order
 * @param models ids of the models that are asked, in suite order
 * @param source where its file is named
 */
public record DatasetBlock(
        DatasetSpec spec,
        Map<String, String> vars,
        Selection selection,
        List<Check> checks,
        @Nullable Double threshold,
        List<String> prompts,
        List<String> models,
        Source source) {

    /** Copies the collections and keeps their order. */
    public DatasetBlock {
        vars = Collections.unmodifiableMap(new LinkedHashMap<>(vars));
        checks = List.copyOf(checks);
        prompts = List.copyOf(prompts);
        models = List.copyOf(models);
    }

    /** {@return the same with other checks} */
    DatasetBlock withChecks(List<Check> other) {
        return new DatasetBlock(spec, vars, selection, other, threshold, prompts, models, source);
    }

    /** {@return its id in the suite} */
    public String id() {
        return spec.id();
    }
}
