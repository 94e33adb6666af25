package dev.promptmeter.archive;

import dev.promptmeter.dataset.DatasetInfo;
import dev.promptmeter.dataset.Problem;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        String command) {

    /** {@return the same run, begun at that time} */
    public Manifest startedAt(Instant time) {
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
                environment,
                warnings,
                command);
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
