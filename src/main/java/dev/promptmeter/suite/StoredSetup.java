package dev.promptmeter.suite;

import dev.promptmeter.archive.Manifest;
import dev.promptmeter.chat.Redactor;
import dev.promptmeter.dataset.Dataset;
import dev.promptmeter.dataset.DatasetInfo;
import dev.promptmeter.dataset.DatasetSpec;
import dev.promptmeter.gate.Gate;
import dev.promptmeter.gate.GateParser;
import dev.promptmeter.gate.KnownNames;
import dev.promptmeter.run.Model;
import dev.promptmeter.run.Prompt;
import dev.promptmeter.suite.DatasetResolver.Located;
import dev.promptmeter.summary.DerivedMetric;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes a run's setup again from its opening note alone: no suite, no dataset, no network, no key. */
public final class StoredSetup {

    private final Manifest manifest;
    private final Findings findings = new Findings();
    private final JsonNode applied;
    private final SuiteSection section;

    private StoredSetup(Manifest manifest) {
        this.manifest = manifest;
        ObjectNode tree = manifest.resolved().deepCopy().asObject();
        JsonNode kept = tree.remove(ResolvedTree.APPLIED);
        this.applied = kept == null ? Json.object() : kept;
        SuiteSection read = SuiteSection.SHAPE.read(ResolvedTree.node(tree), "", findings);
        findings.throwIfAny();
        if (read == null) {
            throw new IllegalStateException("a suite without faults has a value");
        }
        this.section = read;
    }

    /**
     * {@return what the run was set up as; its datasets cannot be opened and its models cannot be asked}
     *
     * @throws SuiteException if the note was not written by a version that this one understands
     */
    public static RunSetup of(Manifest manifest) {
        return of(manifest, KnownDataset::new);
    }

    /**
     * {@return what the run was set up as; its models cannot be asked}
     *
     * @param rows opens a dataset that is no longer at hand
     * @throws SuiteException if the note was not written by a version that this one understands
     */
    public static RunSetup of(Manifest manifest, Function<DatasetInfo, Dataset> rows) {
        return new StoredSetup(manifest).setup(rows);
    }

    /**
     * {@return what that run is, as the opening note of another that judges its answers again}
     *
     * @param gates expressions instead of its own; empty to keep those
     */
    public static Manifest relabelled(Manifest run, RunLabels labels, List<String> gates) {
        return ManifestMaker.relabelled(run, labels, gates);
    }

    private RunSetup setup(Function<DatasetInfo, Dataset> rows) {
        Suite suite = suite();
        Map<String, Dataset> datasets = new LinkedHashMap<>();
        manifest.datasets().forEach(info -> datasets.put(info.id(), rows.apply(info)));
        List<String> metrics = texts(ResolvedTree.METRICS);
        List<DerivedMetric> derived = DerivedSection.parse(suite.derived(), metrics, findings);
        findings.throwIfAny();
        List<Gate> gates = gates(suite, metrics);
        var scanned = new ScannedSuite(suite, datasets, gates, metrics, derived, !gates.isEmpty(), manifest.warnings());
        Map<String, Model> models = models(suite);
        return new SetupMaker(scanned, models::get, id -> Endpoints.offlineEmbedding(id, models))
                .setup(manifest, Redactor.NONE);
    }

    private List<String> texts(String name) {
        return applied.path(name).valueStream().map(JsonNode::asString).toList();
    }

    private Suite suite() {
        SuiteOptions none = SuiteOptions.of(Environment.of(Map.of()));
        SuiteFiles files = new SuiteFiles(Path.of(""), SuiteFiles.Reach.ANYWHERE);
        List<Prompt> prompts = prompts();
        return new Suite(
                section.name(),
                section.description(),
                manifest.suiteFile(),
                specs(none, files),
                prompts,
                Map.of(),
                blocks(none, files, prompts.stream().map(Prompt::id).toList()),
                new Judging(section.allow(), texts(ResolvedTree.REFUSAL_PHRASES)),
                section.derived(),
                vars(),
                section.run(),
                InProcessModel.priced(
                        PriceResolver.resolve(section.models(), section.pricing(), findings), section.embeddings()),
                section.judge(),
                section.embeddings(),
                section.slo(),
                section.validity(),
                null,
                null,
                section.reports(),
                manifest.tags(),
                List.of(),
                none,
                manifest.resolved(),
                List.of(),
                manifest.warnings());
    }

    private List<Prompt> prompts() {
        return manifest.prompts().stream()
                .map(info -> new Prompt(info.id(), List.of(), params(info.id()), info.template(), info.sha()))
                .toList();
    }

    private Map<String, JsonNode> params(String prompt) {
        Map<String, JsonNode> params = new LinkedHashMap<>();
        applied.path(ResolvedTree.PROMPT_PARAMS)
                .path(prompt)
                .properties()
                .forEach(each -> params.put(each.getKey(), each.getValue()));
        return params;
    }

    private Map<String, String> vars() {
        Map<String, String> vars = new LinkedHashMap<>();
        applied.path(ResolvedTree.VARS)
                .properties()
                .forEach(each -> vars.put(each.getKey(), each.getValue().asString()));
        return vars;
    }

    private List<ModelSpec> specs(SuiteOptions options, SuiteFiles files) {
        ModelResolver resolver = new ModelResolver(options.environment(), files, section.run(), findings);
        List<ModelSpec> specs = new ArrayList<>();
        for (ModelSection model : section.models()) {
            ModelSpec spec = resolver.resolve(model);
            if (spec != null) {
                specs.add(spec);
            }
        }
        findings.throwIfAny();
        return specs;
    }

    private List<DatasetBlock> blocks(SuiteOptions options, SuiteFiles files, List<String> prompts) {
        DatasetResolver resolver = new DatasetResolver(options, files, findings);
        List<String> models = section.models().stream().map(ModelSection::id).toList();
        List<DatasetBlock> blocks = new ArrayList<>();
        for (int i = 0; i < manifest.datasets().size(); i++) {
            DatasetInfo info = manifest.datasets().get(i);
            DatasetSection written = section.datasets().get(i);
            DatasetSpec spec = DatasetSpec.builder(info.id(), Path.of(info.file()))
                    .clusterColumn(written.clusterColumn())
                    .build();
            DatasetBlock block = resolver.block(new Located(written, spec), section, prompts, models);
            JsonNode places = applied.path(ResolvedTree.CHECK_PLACES).path(i);
            blocks.add(block.withChecks(ResolvedTree.placed(block.checks(), places)));
        }
        return blocks;
    }

    private List<Gate> gates(Suite suite, List<String> metrics) {
        Set<String> derived = suite.derived().stream().map(DerivedSection::name).collect(Collectors.toSet());
        GateParser parser =
                new GateParser(new KnownNames(Set.copyOf(metrics), derived, SloSection.objectives(suite.slo())));
        List<GateSection> written = section.gates() == null ? List.of() : section.gates();
        JsonNode lines = applied.path(ResolvedTree.GATE_LINES);
        List<Gate> gates = new ArrayList<>();
        for (int i = 0; i < written.size(); i++) {
            gates.add(parser.parse(written.get(i).spec(lines.path(i).asInt(0))));
        }
        return gates;
    }

    private Map<String, Model> models(Suite suite) {
        Map<String, Model> models = new LinkedHashMap<>();
        Map<String, URI> addresses = new LinkedHashMap<>();
        manifest.models().forEach(info -> addresses.put(info.id(), URI.create(info.endpoint())));
        for (ModelSpec spec : suite.models()) {
            models.put(spec.id(), Endpoints.offline(spec, addresses.getOrDefault(spec.id(), spec.address())));
        }
        return models;
    }
}
