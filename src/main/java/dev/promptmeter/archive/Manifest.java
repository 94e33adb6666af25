package dev.promptmeter.archive;

import dev.promptmeter.dataset.DatasetInfo;
import dev.promptmeter.dataset.Problem;
import dev.promptmeter.run.Arrivals;
import dev.promptmeter.run.Load;
import dev.promptmeter.run.Shard;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a run is, as its journal's opening note says; written before the first request and holding no secrets.
 *
 * @param runId such as {@code 20260114-0912-k3f9}
 * @param startedAt wall-clock start, a label only
 * @param tool name and version
 * @param suite name of the suite
 * @param title shown in reports
 * @param suiteFile path as given; null in direct mode
 * @param suiteSha SHA-256 of the resolved suite, hex
 * @param resolved the suite with everything applied, as a tree
 * @param prompts in suite order
 * @param models in suite order
 * @param datasets in suite order
 * @param concurrency attempts in flight
 * @param repeat answers per case
 * @param tags of the run
 * @param environment of the machine and the program: {@code os}, {@code cpus}, {@code memory}, {@code java}, {@code git}, …
 * @param warnings found before the run
 * @param command how to run it again
 * @param source the run whose answers it judges again; null for a run that asked for itself
 */
public record Manifest(
        String runId,
        Instant startedAt,
        String tool,
        String suite,
        String title,
        @Nullable String suiteFile,
        String suiteSha,
        JsonNode resolved,
        List<PromptInfo> prompts,
        List<ModelInfo> models,
        List<DatasetInfo> datasets,
        int concurrency,
        int repeat,
        Map<String, String> tags,
        Map<String, String> environment,
        List<Problem> warnings,
        String command,
        @Nullable Source source) {

    /** The fact that answers which are no longer asked for may leave the results. */
    public static final String ACCEPTED_CHANGES = "acceptedChanges";

    /** What tells of the machine that the times were measured on. */
    private static final List<String> MACHINE = List.of("os", "cpus", "memory", "java");

    /** {@return how its requests started} */
    public Load load() {
        Optional<Arrivals> planned = Arrivals.of(environment);
        if (planned.isPresent()) {
            return new Load.Open(planned.get(), concurrency, null);
        }
        boolean found = resolved.path("run").path("concurrency").asString("").equals("auto");
        return found ? new Load.Adaptive(concurrency) : new Load.Closed(concurrency);
    }

    /** {@return which part of a run it is; null for a whole one} */
    public @Nullable Shard shard() {
        return ShardFacts.of(environment).map(ShardFacts::shard).orElse(null);
    }

    /** {@return what it was joined from; empty for a run that was not merged} */
    public Optional<Merged> merged() {
        return Merged.of(environment);
    }

    /** {@return how its requests started, for people; those of a merged run from several processes} */
    public String loadText() {
        return merged().map(merged -> load().text(merged.clients())).orElseGet(() -> load().text());
    }

    /** {@return the same run with further facts about its surroundings} */
    public Manifest stating(Map<String, String> facts) {
        Map<String, String> all = new LinkedHashMap<>(environment);
        all.putAll(facts);
        return with(startedAt, all);
    }

    /** {@return the same run, begun at that time} */
    public Manifest startedAt(Instant time) {
        return with(time, environment);
    }

    private Manifest with(Instant time, Map<String, String> facts) {
        return new Manifest(
                runId,
                time,
                tool,
                suite,
                title,
                suiteFile,
                suiteSha,
                resolved,
                prompts,
                models,
                datasets,
                concurrency,
                repeat,
                tags,
                facts,
                warnings,
                command,
                source);
    }

    /**
     * The run that a run takes its answers from.
     *
     * @param run its id
     * @param folder where it was found, as given
     * @param rescoredAt when its answers were judged again
     */
    public record Source(String run, String folder, Instant rescoredAt) {}

    /**
     * {@return the same suite as a judge of what that run was answered: asked when, where and in the way it was asked there}
     *
     * @param asked what that run is
     */
    public Manifest rescoring(Manifest asked, Source pointer) {
        Map<String, String> labels = new LinkedHashMap<>(asked.tags());
        labels.putAll(tags);
        Map<String, String> facts = new LinkedHashMap<>(environment);
        facts.keySet().removeIf(Manifest::aboutAsking);
        asked.environment().forEach((fact, value) -> {
            if (aboutAsking(fact)) {
                facts.put(fact, value);
            }
        });
        MACHINE.forEach(fact -> facts.put(fact, asked.environment().getOrDefault(fact, "unknown")));
        return new Manifest(
                runId,
                asked.startedAt(),
                tool,
                suite,
                title,
                suiteFile,
                suiteSha,
                resolved,
                prompts,
                models,
                datasets,
                asked.concurrency(),
                repeat,
                labels,
                facts,
                warnings,
                command,
                pointer);
    }

    /** {@return whether that fact tells of the machine that the times were measured on} */
    static boolean aboutMachine(String fact) {
        return MACHINE.contains(fact);
    }

    private static boolean aboutAsking(String fact) {
        return fact.startsWith(Arrivals.FACTS) || fact.startsWith(ShardFacts.FACTS) || fact.startsWith(Merged.FACTS);
    }

    /** {@return whether both ask the same rows, prompts, models and repeats, in the same words} */
    public boolean asksLike(Manifest other) {
        return RequestShape.same(this, other);
    }

    /** {@return whether both say the same of the same answer: the same checks, judges and prices, whatever else differs} */
    public boolean gradesLike(Manifest other) {
        return GradeShape.same(this, other);
    }

    /** {@return whether its newest start took answers from the cache and sent nothing} */
    boolean silent() {
        return resolved.path("run").path("cache").asString("").equals("only");
    }

    /** {@return whether a model has a say in its checks} */
    public boolean advised() {
        return resolved.has("judge") || resolved.has("embeddings");
    }

    /** {@return whether both have the same judge, asked with the same parameters} */
    public boolean judgesLike(Manifest other) {
        return judge().equals(other.judge());
    }

    private List<Object> judge() {
        JsonNode section = resolved.path("judge");
        String id = section.path("model").asString("");
        List<Object> judge = new ArrayList<>(List.of(section.path("params")));
        models.stream()
                .filter(model -> model.id().equals(id))
                .forEach(model -> judge.addAll(List.of(model.name(), model.endpoint())));
        return judge;
    }

    /**
     * A prompt.
     *
     * @param id in the suite
     * @param sha first 12 hex digits of the SHA-256 of the template
     * @param template the template as text, for people
     */
    public record PromptInfo(String id, String sha, String template) {}

    /**
     * A model.
     *
     * @param id in the suite
     * @param name sent to the endpoint
     * @param endpoint base URL
     * @param delivery whether answers are streamed
     * @param params parameters as JSON text
     */
    public record ModelInfo(String id, String name, String endpoint, Delivery delivery, String params) {}

    /** How answers come. */
    public enum Delivery {
        /** In one piece. */
        PLAIN,
        /** Piece by piece. */
        STREAM
    }

    /** Copies the collections and keeps their order. */
    public Manifest {
        prompts = List.copyOf(prompts);
        models = List.copyOf(models);
        datasets = List.copyOf(datasets);
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
        warnings = List.copyOf(warnings);
    }
}
