package dev.promptmeter.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promptmeter.dataset.DatasetInfo;
import dev.promptmeter.dataset.Problem;
import dev.promptmeter.dataset.Source;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class ManifestJsonTest {

    private static final String ALL = """
            {"runId":"20260114-0912-k3f9","startedAt":"2026-01-14T09:12:00.000001Z","tool":"promptmeter 0.1.0",\
            "suite":"refunds","title":"Refunds, \\"v2\\"","suiteFile":"refunds.yaml","suiteSha":"00ff",\
            "resolved":{"version":1},\
            "prompts":[{"id":"v2","sha":"0123456789ab","template":"{{question}}"}],\
            "models":[{"id":"mini","name":"gpt-4o-mini","endpoint":"https://example.org/v1","delivery":"STREAM","params":"{}"}],\
            "datasets":[{"id":"refunds","file":"refunds.csv","bytes":5000000000,"sha256":"ff00","rows":2,\
            "columns":["question","expected"],"delimiter":",","encoding":"UTF-8"}],\
            "concurrency":8,"repeat":3,"tags":{"branch":"main"},"environment":{"os":"Linux"},\
            "warnings":[{"code":"PM-6201","source":{"file":"refunds.csv","line":3,"column":7},"text":"odd",\
            "notes":["see below"]}],"command":"promptmeter run refunds.yaml",\
            "source":{"run":"20260113-0800-a2b3","folder":"reports/old","rescoredAt":"2026-01-14T09:12:00Z"}}""";

    private static final Manifest MANIFEST = new Manifest(
            "20260114-0912-k3f9",
            Instant.parse("2026-01-14T09:12:00.000001Z"),
            "promptmeter 0.1.0",
            "refunds",
            "Refunds, \"v2\"",
            "refunds.yaml",
            "00ff",
            Json.MAPPER.createObjectNode().put("version", 1),
            List.of(new Manifest.PromptInfo("v2", "0123456789ab", "{{question}}")),
            List.of(new Manifest.ModelInfo(
                    "mini", "gpt-4o-mini", "https://example.org/v1", Manifest.Delivery.STREAM, "{}")),
            List.of(new DatasetInfo(
                    "refunds",
                    "refunds.csv",
                    5_000_000_000L,
                    "ff00",
                    2,
                    List.of("question", "expected"),
                    ",",
                    "UTF-8")),
            8,
            3,
            Map.of("branch", "main"),
            Map.of("os", "Linux"),
            List.of(new Problem("PM-6201", new Source("refunds.csv", 3, 7), "odd", List.of("see below"))),
            "promptmeter run refunds.yaml",
            new Manifest.Source("20260113-0800-a2b3", "reports/old", Instant.parse("2026-01-14T09:12:00Z")));

    @Test
    void everythingThatAManifestSaysIsWritten() {
        assertThat(written(MANIFEST)).isEqualTo("{\"manifest\":" + ALL + "}");
    }

    @Test
    void whatWasWrittenIsReadAgain() {
        assertThat(ManifestJson.read(Json.MAPPER.readTree(ALL))).isEqualTo(MANIFEST);
    }

    @Test
    void aRunWithoutSuiteFileOrSourceSaysNullAndMayLeaveItOut() {
        ObjectNode without = (ObjectNode) Json.MAPPER.readTree(ALL);
        without.putNull("suiteFile").putNull("source");

        Manifest manifest = ManifestJson.read(without);

        assertThat(manifest.suiteFile()).isNull();
        assertThat(manifest.source()).isNull();
        assertThat(written(manifest)).isEqualTo("{\"manifest\":" + without + "}");
        assertThat(ManifestJson.read(without.remove(List.of("suiteFile", "source"))))
                .isEqualTo(manifest);
    }

    @ParameterizedTest
    @CsvSource({"runId, 1", "resolved, ", "models, ", "repeat, '\"three\"'", "repeat, 1.5", "tags, '{\"a\":1}'"})
    void aManifestWithAMemberThatIsMissingOrOfAnotherKindIsRefused(String member, String json) {
        ObjectNode odd = (ObjectNode) Json.MAPPER.readTree(ALL);
        JsonNode value = json == null ? null : Json.MAPPER.readTree(json);
        odd.remove(member);
        if (value != null) {
            odd.set(member, value);
        }

        assertThatThrownBy(() -> ManifestJson.read(odd)).isInstanceOf(JacksonException.class);
    }

    private static String written(Manifest manifest) {
        byte[] bytes = Json.object(json -> {
            json.writeName("manifest");
            ManifestJson.write(json, manifest);
        });
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
