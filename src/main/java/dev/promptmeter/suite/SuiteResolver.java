package dev.promptmeter.suite;

import dev.promptmeter.archive.RunFolders;
import dev.promptmeter.dataset.DatasetSpec;
import dev.promptmeter.dataset.Source;
import dev.promptmeter.gate.GateSpec;
import dev.promptmeter.run.Prompt;
import dev.promptmeter.suite.DatasetResolver.Located;
import dev.promptmeter.suite.ParameterRules.Strictness;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns a typed suite into values: files found, ids unique, presets filled in, parameters within what a model is known to take. */
final class SuiteResolver {

    private final SuiteOptions options;
    private final SuiteFiles files;
    private final Findings findings = new Findings();
    private final UniqueIds ids = new UniqueIds(findings);
    private final Map<String, Source> promptSources = new HashMap<>();

    /**
     * What was read.
     *
     * @param file path as given; null in direct mode
     * @param tree with everything applied
     * @param section the same, typed
     * @param findings of the stages before
     * @param direct what direct mode says about prompts; null for a suite file
     * @param prices what the tree has from a file of prices; null if the suite names none
     */
    record Input(
            @Nullable String file,
            Node.Mapping tree,
            SuiteSection section,
            Findings findings,
            @Nullable DirectPrompt direct,
            PriceFile.@Nullable Used prices) {

        DatasetSpec.Mode mode() {
            return direct == null ? DatasetSpec.Mode.SUITE : DatasetSpec.Mode.SIMPLE;
        }
    }

    /**
     * What direct mode says about prompts.
     *
     * @param system stands in where the column {@code system} is blank or missing; null for nothing
     */
    record DirectPrompt(@Nullable String system) {}

    SuiteResolver(SuiteOptions options, SuiteFiles files) {
        this.options = options;
        this.files = files;
    }

    Suite resolve(Input input) {
        SuiteSection section = input.section();
        findings.addAll(input.findings().warnings());
        List<ModelSpec> models = models(section);
        List<Located> located = located(input);
        List<Prompt> prompts = prompts(input, located);
        List<DatasetBlock> blocks = blocks(section, located, prompts);
        Judging judging = judging(section);
        List<GateSpec> gates = gates(section);
        var prices = PriceResolver.resolve(section.models(), section.pricing(), findings);
        new JudgeCheck(section, findings).check();
        new SpendCheck(section, prices, findings).check();
        String baseline = baseline(section.baseline());
        Source suite = input.file() == null ? Source.NOWHERE : new Source(input.file(), 0, 0);
        new FolderCheck(section, options, files, findings).check(suite);
        findings.throwIfAny();
        return new Suite(
                section.name(),
                section.description(),
                input.file(),
                models,
                prompts,
                promptSources,
                blocks,
                judging,
                section.derived(),
                options.vars(),
                section.run(),
                InProcessModel.priced(prices, section.embeddings()),
                section.judge(),
                section.embeddings(),
                section.slo(),
                section.validity(),
                gates,
                baseline,
                section.reports(),
                section.tags(),
                options.profiles(),
                options,
                ResolvedTree.of(input, located, options),
                Effective.of(input.tree(), input.findings().defaults()),
                findings.warnings());
    }

    private List<ModelSpec> models(SuiteSection section) {
        ModelResolver resolver = new ModelResolver(options.environment(), files, section.run(), findings);
        List<ModelSpec> models = new ArrayList<>();
        for (ModelSection model : section.models()) {
            ids.take("model", model.id(), model.place());
            ModelSpec spec = resolver.resolve(model);
            if (spec != null) {
                models.add(spec);
            }
        }
        checkParameters(section);
        return models;
    }

    private List<DatasetBlock> blocks(SuiteSection section, List<Located> located, List<Prompt> prompts) {
        List<String> promptIds = prompts.stream().map(Prompt::id).toList();
        List<String> modelIds = section.models().stream().map(ModelSection::id).toList();
        DatasetResolver resolver = new DatasetResolver(options, files, findings);
        return located.stream()
                .map(each -> resolver.block(each, section, promptIds, modelIds))
                .toList();
    }

    private Judging judging(SuiteSection section) {
        WrittenFile written = section.refusalPhrases();
        SuiteFiles.Found found = written == null ? null : files.file(written.name(), written.place(), findings);
        if (found == null) {
            return new Judging(section.allow(), List.of());
        }
        try {
            String text = SuiteText.read(found.path(), found.shown(), SuiteText.SUITE_LIMIT);
            return new Judging(
                    section.allow(),
                    text.lines().filter(line -> !line.isBlank()).toList());
        } catch (SuiteException e) {
            findings.addAll(e.problems());
            return new Judging(section.allow(), List.of());
        }
    }

    /** A file is named from the suite's folder; a run and a commit lie where they lie. */
    private @Nullable String baseline(@Nullable WrittenFile written) {
        if (written == null
                || RunFolders.named(written.name())
                || written.name().startsWith("git:")) {
            return written == null ? null : written.name();
        }
        SuiteFiles.Found found = files.file(written.name(), written.place(), findings);
        return found == null ? null : found.shown();
    }

    private List<Located> located(Input input) {
        DatasetResolver resolver = new DatasetResolver(options, files, findings);
        List<Located> located = new ArrayList<>();
        for (DatasetSection section : input.section().datasets()) {
            for (Located each : resolver.locate(section, input.mode())) {
                ids.take("dataset", each.spec().id(), section.place());
                located.add(each);
            }
        }
        return located;
    }

    private List<Prompt> prompts(Input input, List<Located> located) {
        List<Prompt> prompts = new ArrayList<>();
        PromptResolver resolver = new PromptResolver(files, findings);
        for (PromptSection section : input.section().prompts()) {
            for (Prompt prompt : resolver.resolve(section)) {
                ids.take("prompt", prompt.id(), section.place());
                promptSources.put(prompt.id(), section.place().source());
                prompts.add(prompt);
            }
        }
        boolean written = !input.section().prompts().isEmpty();
        if (located.isEmpty() || written && input.direct() == null) {
            return prompts;
        }
        String system = input.direct() == null ? null : input.direct().system();
        DefaultPrompt implied = new DefaultPrompt(located.get(0).spec(), system, findings);
        return written
                ? prompts.stream().map(implied::afterSystem).toList()
                : implied.prompt().map(List::of).orElse(List.of());
    }

    private void checkParameters(SuiteSection section) {
        Strictness strictness = section.run().strictParams() ? Strictness.REFUSE : Strictness.WARN;
        for (ModelSection model : section.models()) {
            Optional<ParameterRules> rules = ParameterRules.of(model.model());
            rules.ifPresent(known -> known.check(model.params(), model.stream(), strictness, findings));
            for (PromptSection prompt : section.prompts()) {
                Params both = model.params().with(prompt.params());
                rules.ifPresent(known -> known.check(both, model.stream(), strictness, findings));
            }
        }
    }

    private @Nullable List<GateSpec> gates(SuiteSection section) {
        if (section.gates() == null) {
            return null;
        }
        Map<String, GateSpec> gates = new LinkedHashMap<>();
        for (GateSection gate : section.gates()) {
            String name = gate.name() == null ? gate.expression() : gate.name();
            if (gates.put(name, gate.spec()) != null) {
                findings.add(
                        "PM-1110", gate.place(), "gate '" + name + "' is there twice; give one of them another name");
            }
        }
        return List.copyOf(gates.values());
    }
}
