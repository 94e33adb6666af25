package dev.promptmeter.suite;

import dev.promptmeter.cost.PriceList;
import dev.promptmeter.dataset.Problem;
import dev.promptmeter.dataset.Source;
import dev.promptmeter.gate.GateSpec;
import dev.promptmeter.run.Prompt;
import dev.promptmeter.summary.Slo;
import dev.promptmeter.validity.Thresholds;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Everything a suite says, with profiles, flags and variables applied. Files of prompts have been read, datasets have not.
 *
 * @param name of the suite
 * @param description for people; null if none was written
 * @param file path as given; null in direct mode
 * @param models in suite order
 * @param prompts in suite order
 * @param promptSources where each prompt is written, by id
 * @param datasets in suite order
 * @param judging what checks may do and know
 * @param derived metrics computed from others, as written
 * @param overrides variables that win over a column of the same name
 * @param run settings of the run
 * @param prices by model id
 * @param judge who judges for checks that a model decides; null if there is none
 * @param embeddings who turns texts into numbers; null if nobody does
 * @param slo what a user may expect of each answer
 * @param validity what is held against the measurement of a run
 * @param gates as written; null if the suite does not name any, which implies one
 * @param baseline what a run is compared with: a file, as seen from here, a run or {@code git:REF[:PATH]}; null for nothing
 * @param reports settings of reports
 * @param tags of the run
 * @param profiles that were applied
 * @param options what was said beside the file
 * @param resolved the whole as a tree; it holds no key
 * @param values every value that holds, with its origin
 * @param warnings found so far
 */
public record Suite(
        String name,
        @Nullable String description,
        @Nullable String file,
        List<ModelSpec> models,
        List<Prompt> prompts,
        Map<String, Source> promptSources,
        List<DatasetBlock> datasets,
        Judging judging,
        List<DerivedSection> derived,
        Map<String, String> overrides,
        RunSettings run,
        PriceList prices,
        @Nullable JudgeSection judge,
        @Nullable EmbeddingsSection embeddings,
        Slo slo,
        Thresholds validity,
        @Nullable List<GateSpec> gates,
        @Nullable String baseline,
        ReportSettings reports,
        Map<String, String> tags,
        List<String> profiles,
        SuiteOptions options,
        JsonNode resolved,
        List<Effective> values,
        List<Problem> warnings) {

    /** Copies the collections and keeps their order. */
    public Suite {
        models = List.copyOf(models);
        prompts = List.copyOf(prompts);
        promptSources = Map.copyOf(promptSources);
        datasets = List.copyOf(datasets);
        derived = List.copyOf(derived);
        overrides = Collections.unmodifiableMap(new LinkedHashMap<>(overrides));
        gates = gates == null ? null : List.copyOf(gates);
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
        profiles = List.copyOf(profiles);
        values = List.copyOf(values);
        warnings = List.copyOf(warnings);
    }

    /** {@return the models that checks ask, in suite order} */
    List<ModelSpec> advising() {
        String judging = judge == null ? null : judge.model();
        String embedding = embeddings == null ? null : embeddings.model();
        return models.stream()
                .filter(model -> model.id().equals(judging) || model.id().equals(embedding))
                .toList();
    }

    /** {@return the prompts that are asked with that dataset, in suite order} */
    List<Prompt> promptsOf(DatasetBlock dataset) {
        return prompts.stream()
                .filter(prompt -> dataset.prompts().contains(prompt.id()))
                .toList();
    }

    /**
     * {@return the suite in that file}
     *
     * @throws SuiteException with every fault of the stage that found some
     */
    public static Suite read(Path file, SuiteOptions options) {
        return new SuiteReader(options).read(file);
    }
}
