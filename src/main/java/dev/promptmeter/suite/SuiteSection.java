package dev.promptmeter.suite;

import dev.promptmeter.dataset.Check;
import dev.promptmeter.suite.PriceSection.Pricing;
import dev.promptmeter.summary.Slo;
import dev.promptmeter.validity.Thresholds;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The whole of a suite as written, typed. A null part was not written.
 *
 * @param judge null if the suite has none
 * @param embeddings null if the suite has none
 * @param gates null if the key is absent, which is not the same as an empty list
 * @param baseline null if the suite names none
 */
record SuiteSection(
        String name,
        @Nullable String description,
        List<ModelSection> models,
        List<PromptSection> prompts,
        List<DatasetSection> datasets,
        Map<String, String> vars,
        List<CheckSection> checks,
        @Nullable Double threshold,
        List<String> allow,
        @Nullable WrittenFile refusalPhrases,
        List<DerivedSection> derived,
        RunSettings run,
        @Nullable Pricing pricing,
        Slo slo,
        Thresholds validity,
        @Nullable JudgeSection judge,
        @Nullable EmbeddingsSection embeddings,
        @Nullable List<GateSection> gates,
        @Nullable WrittenFile baseline,
        ReportSettings reports,
        Map<String, String> tags) {

    private static final Shape<Map<String, String>> TEXTS = Shapes.map(Scalars.text());

    private static final Key<Integer> VERSION = Key.required("version", Scalars.integer(1, 1));
    private static final Key<String> NAME = Key.required("name", Scalars.id());
    private static final Key<String> DESCRIPTION = Key.optional("description", Scalars.text(0, 1000));
    private static final Key<List<ModelSection>> MODELS =
            Key.required("models", Shapes.list(ModelSection.SHAPE, 1, 64));
    private static final Key<List<PromptSection>> PROMPTS =
            Key.optional("prompts", Shapes.list(PromptSection.SHAPE, 0, 64)).orElse(List.of());
    private static final Key<List<DatasetSection>> DATASETS =
            Key.required("datasets", Shapes.list(DatasetSection.SHAPE, 1, 64));
    private static final Key<Map<String, String>> VARS =
            Key.optional("vars", TEXTS).orElse(Map.of());
    private static final Key<List<CheckSection>> CHECKS = Key.optional(
                    "checks", Shapes.list(CheckSection.shape(Check.Level.SUITE)))
            .orElse(List.of());
    private static final Key<Double> THRESHOLD = Key.optional("threshold", Scalars.threshold());
    private static final Key<List<String>> ALLOW =
            Key.optional("allow", Shapes.list(Scalars.word(Judging.JAVA_REGEX))).orElse(List.of());
    private static final Key<WrittenFile> REFUSAL_PHRASES = Key.optional("refusalPhrases", WrittenFile.SHAPE);
    private static final Key<List<DerivedSection>> DERIVED =
            Key.optional("derived", DerivedSection.SHAPE).orElse(List.of());
    private static final Key<RunSettings> RUN = Key.implied("run", RunSettings.SHAPE);
    private static final Key<Pricing> PRICING = Key.optional("pricing", PriceSection.PRICING);
    private static final Key<Slo> SLO = Key.implied("slo", SloSection.SHAPE);
    private static final Key<Thresholds> VALIDITY = Key.implied("validity", ValiditySection.SHAPE);
    private static final Key<JudgeSection> JUDGE = Key.optional("judge", JudgeSection.SHAPE);
    private static final Key<EmbeddingsSection> EMBEDDINGS = Key.optional("embeddings", EmbeddingsSection.SHAPE);
    private static final Key<List<GateSection>> GATES = Key.optional("gates", Shapes.list(GateSection.SHAPE));
    private static final Key<WrittenFile> BASELINE = Key.optional("baseline", WrittenFile.SHAPE);
    private static final Key<ReportSettings> REPORTS = Key.implied("reports", ReportSettings.SHAPE);
    private static final Key<List<String>> PROFILES = Key.optional("profiles", ProfilesShape.INSTANCE);
    private static final Key<Map<String, String>> TAGS = Key.optional(
                    "tags", Shapes.map(Scalars.text(1, 256), Scalars.text(), 20))
            .orElse(Map.of());

    static final Shape<SuiteSection> SHAPE = Fields.of(
                    VERSION,
                    NAME,
                    DESCRIPTION,
                    MODELS,
                    PROMPTS,
                    DATASETS,
                    VARS,
                    CHECKS,
                    THRESHOLD,
                    ALLOW,
                    REFUSAL_PHRASES,
                    DERIVED,
                    RUN,
                    PRICING,
                    SLO,
                    VALIDITY,
                    JUDGE,
                    EMBEDDINGS,
                    GATES,
                    BASELINE,
                    REPORTS,
                    PROFILES,
                    TAGS)
            .as(SuiteSection::of);

    private static SuiteSection of(Values values) {
        return new SuiteSection(
                values.get(NAME),
                values.find(DESCRIPTION),
                values.get(MODELS),
                values.get(PROMPTS),
                values.get(DATASETS),
                values.get(VARS),
                values.get(CHECKS),
                values.find(THRESHOLD),
                values.get(ALLOW),
                values.find(REFUSAL_PHRASES),
                values.get(DERIVED),
                values.get(RUN),
                values.find(PRICING),
                values.get(SLO),
                values.get(VALIDITY),
                values.find(JUDGE),
                values.find(EMBEDDINGS),
                values.find(GATES),
                values.find(BASELINE),
                values.get(REPORTS),
                values.get(TAGS));
    }
}
