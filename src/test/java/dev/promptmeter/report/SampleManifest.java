package dev.promptmeter.report;

import dev.promptmeter.archive.Manifest;
import dev.promptmeter.dataset.DatasetInfo;
import dev.promptmeter.dataset.Problem;
import dev.promptmeter.dataset.Source;
import dev.promptmeter.run.CaseResult;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** What a sample run is. */
final class SampleManifest {

    private SampleManifest() {}

    /** {@return what a run of those results is} */
    static Manifest of(String suite, List<CaseResult> results) {
        List<String> vars = results.stream()
                .flatMap(result -> result.row().vars().keySet().stream())
                .distinct()
                .toList();
        return new Manifest(
                "20260114-0912-k3f9",
                Instant.parse("2026-01-14T09:12:03Z"),
                "promptmeter 0.1.0",
                suite,
                suite,
                "promptmeter.yaml",
                "9c1e".repeat(16),
                JsonMapper.shared().readTree("{\"run\":{\"maxErrorRate\":\"2%\"}}"),
                SampleTotals.distinct(results, result -> result.id().prompt()).stream()
                        .map(id -> new Manifest.PromptInfo(id, "1f2e3d4c5b6a", "{{question}}"))
                        .toList(),
                SampleTotals.distinct(results, result -> result.id().model()).stream()
                        .map(id -> new Manifest.ModelInfo(
                                id,
                                id + "-2024",
                                "http://127.0.0.1:8000/v1",
                                Manifest.Delivery.PLAIN,
                                "{\"temperature\":0}"))
                        .toList(),
                SampleTotals.distinct(results, result -> result.id().dataset()).stream()
                        .map(id -> new DatasetInfo(
                                id,
                                "datasets/" + id + ".csv",
                                1234,
                                "77ab".repeat(16),
                                results.size(),
                                vars,
                                ",",
                                "UTF-8"))
                        .toList(),
                16,
                1,
                Map.of("env", "ci"),
                environment(),
                List.of(Problem.of("PM-6102", Source.NOWHERE, "local has no token limit")),
                "promptmeter run promptmeter.yaml",
                null);
    }

    private static Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("os", "Linux amd64");
        environment.put("cpus", "2");
        environment.put("java", "17.0.15");
        return environment;
    }

    /** {@return the same of a suite with these settings, as JSON} */
    static Manifest configured(Manifest old, String resolved) {
        return new Manifest(
                old.runId(),
                old.startedAt(),
                old.tool(),
                old.suite(),
                old.title(),
                old.suiteFile(),
                old.suiteSha(),
                JsonMapper.shared().readTree(resolved),
                old.prompts(),
                old.models(),
                old.datasets(),
                old.concurrency(),
                old.repeat(),
                old.tags(),
                old.environment(),
                old.warnings(),
                old.command(),
                old.source());
    }
}
