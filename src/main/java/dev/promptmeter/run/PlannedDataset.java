package dev.promptmeter.run;

import dev.promptmeter.dataset.Check;
import dev.promptmeter.dataset.Dataset;
import dev.promptmeter.dataset.Row;
import dev.promptmeter.score.Scorers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A dataset and what is done with its rows.
 *
 * @param dataset the rows
 * @param selection which of them are asked
 * @param vars variables for every row: the suite's, then the dataset's; a column of the same name wins
 * @param overrides variables that win over a column of the same name
 * @param checks the suite's and the dataset's checks, in that order
 * @param threshold row threshold where the row has none; null for none
 * @param prompts asked with each row, in suite order
 * @param models asked for each prompt, in suite order
 * @param scorers that judge the answers
 */
public record PlannedDataset(
        Dataset dataset,
        Selection selection,
        Map<String, String> vars,
        Map<String, String> overrides,
        List<Check> checks,
        @Nullable Double threshold,
        List<Prompt> prompts,
        List<Model> models,
        Scorers scorers) {

    /** Copies the collections. */
    public PlannedDataset {
        vars = Map.copyOf(vars);
        overrides = Map.copyOf(overrides);
        checks = List.copyOf(checks);
        prompts = List.copyOf(prompts);
        models = List.copyOf(models);
    }

    /** {@return the variables of a row: these, then the row's own, then those that win over both} */
    public Map<String, String> variables(Row row) {
        Map<String, String> all = new LinkedHashMap<>(vars);
        all.putAll(row.vars());
        all.putAll(overrides);
        return all;
    }

    /** {@return the id of the dataset} */
    public String id() {
        return dataset.info().id();
    }
}
