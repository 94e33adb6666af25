package dev.promptmeter.suite;

import dev.promptmeter.archive.Manifest;
import dev.promptmeter.archive.Manifest.ModelInfo;
import dev.promptmeter.archive.Manifest.PromptInfo;
import dev.promptmeter.dataset.Dataset;
import dev.promptmeter.run.Model;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Says of a scanned suite what the opening note of its journal is to say. */
final class ManifestMaker {

    private ManifestMaker() {}

    static Manifest manifest(ScannedSuite scanned, RunLabels labels) {
        Suite suite = scanned.suite();
        JsonNode resolved = ResolvedTree.complete(scanned);
        Map<String, String> tags = new LinkedHashMap<>(suite.tags());
        tags.putAll(labels.tags());
        return new Manifest(
                labels.runId(),
                Instant.EPOCH,
                labels.tool(),
                suite.name(),
                title(suite, labels),
                suite.file(),
                sha(resolved),
                resolved,
                suite.prompts().stream()
                        .map(prompt -> new PromptInfo(prompt.id(), prompt.sha(), prompt.template()))
                        .toList(),
                suite.models().stream().map(ManifestMaker::model).toList(),
                scanned.datasets().values().stream().map(Dataset::info).toList(),
                suite.run().concurrency(),
                suite.run().repeat(),
                tags,
                labels.environment(),
                scanned.warnings(),
                labels.command(),
                null);
    }

    /** {@return what that run is, under other labels and, unless there are none, with other gates} */
    static Manifest relabelled(Manifest run, RunLabels labels, List<String> gates) {
        JsonNode resolved = gates.isEmpty() ? run.resolved() : ResolvedTree.gated(run.resolved(), gates);
        return new Manifest(
                labels.runId(),
                run.startedAt(),
                labels.tool(),
                run.suite(),
                labels.title() == null ? run.title() : labels.title(),
                run.suiteFile(),
                sha(resolved),
                resolved,
                run.prompts(),
                run.models(),
                run.datasets(),
                run.concurrency(),
                run.repeat(),
                labels.tags(),
                labels.environment(),
                run.warnings(),
                labels.command(),
                null);
    }

    private static String title(Suite suite, RunLabels labels) {
        if (labels.title() != null) {
            return labels.title();
        }
        String written = suite.reports().html().title();
        return written == null ? suite.name() : written;
    }

    private static ModelInfo model(ModelSpec model) {
        ObjectNode params = Json.object();
        params.setAll(model.params());
        Manifest.Delivery delivery =
                model.delivery() == Model.Delivery.STREAM ? Manifest.Delivery.STREAM : Manifest.Delivery.PLAIN;
        return new ModelInfo(model.id(), model.name(), model.address().toString(), delivery, params.toString());
    }

    private static String sha(JsonNode resolved) {
        try {
            byte[] bytes = resolved.toString().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
