package dev.promptmeter.archive;

import dev.promptmeter.dataset.DatasetInfo;
import dev.promptmeter.dataset.Problem;
import dev.promptmeter.dataset.Source;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/**
 * A manifest as the member of an opening note.
 *
 * <p>Member by member, because a run of one case would notice the time that Jackson takes to find out how a record is made.
 */
final class ManifestJson {

    private ManifestJson() {}

    static void write(JsonGenerator json, Manifest manifest) {
        json.writeStartObject();
        json.writeStringProperty("runId", manifest.runId());
        json.writeStringProperty("startedAt", manifest.startedAt().toString());
        json.writeStringProperty("tool", manifest.tool());
        json.writeStringProperty("suite", manifest.suite());
        json.writeStringProperty("title", manifest.title());
        json.writeStringProperty("suiteFile", manifest.suiteFile());
        json.writeStringProperty("suiteSha", manifest.suiteSha());
        json.writePOJOProperty("resolved", manifest.resolved());
        list(json, "prompts", manifest.prompts(), ManifestJson::prompt);
        list(json, "models", manifest.models(), ManifestJson::model);
        list(json, "datasets", manifest.datasets(), ManifestJson::dataset);
        json.writeNumberProperty("concurrency", manifest.concurrency());
        json.writeNumberProperty("repeat", manifest.repeat());
        texts(json, "tags", manifest.tags());
        texts(json, "environment", manifest.environment());
        list(json, "warnings", manifest.warnings(), ManifestJson::problem);
        json.writeStringProperty("command", manifest.command());
        json.writeName("source");
        source(json, manifest.source());
        json.writeEndObject();
    }

    private static <T> void list(JsonGenerator json, String name, List<T> all, BiConsumer<JsonGenerator, T> writer) {
        json.writeArrayPropertyStart(name);
        for (T each : all) {
            json.writeStartObject();
            writer.accept(json, each);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void texts(JsonGenerator json, String name, Map<String, String> all) {
        json.writeObjectPropertyStart(name);
        all.forEach(json::writeStringProperty);
        json.writeEndObject();
    }

    private static void prompt(JsonGenerator json, Manifest.PromptInfo prompt) {
        json.writeStringProperty("id", prompt.id());
        json.writeStringProperty("sha", prompt.sha());
        json.writeStringProperty("template", prompt.template());
    }

    private static void model(JsonGenerator json, Manifest.ModelInfo model) {
        json.writeStringProperty("id", model.id());
        json.writeStringProperty("name", model.name());
        json.writeStringProperty("endpoint", model.endpoint());
        json.writeStringProperty("delivery", model.delivery().name());
        json.writeStringProperty("params", model.params());
    }

    private static void dataset(JsonGenerator json, DatasetInfo dataset) {
        json.writeStringProperty("id", dataset.id());
        json.writeStringProperty("file", dataset.file());
        json.writeNumberProperty("bytes", dataset.bytes());
        json.writeStringProperty("sha256", dataset.sha256());
        json.writeNumberProperty("rows", dataset.rows());
        strings(json, "columns", dataset.columns());
        json.writeStringProperty("delimiter", dataset.delimiter());
        json.writeStringProperty("encoding", dataset.encoding());
    }

    private static void problem(JsonGenerator json, Problem problem) {
        json.writeStringProperty("code", problem.code());
        json.writeObjectPropertyStart("source");
        json.writeStringProperty("file", problem.source().file());
        json.writeNumberProperty("line", problem.source().line());
        json.writeNumberProperty("column", problem.source().column());
        json.writeEndObject();
        json.writeStringProperty("text", problem.text());
        strings(json, "notes", problem.notes());
    }

    private static void source(JsonGenerator json, Manifest.@Nullable Source source) {
        if (source == null) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        json.writeStringProperty("run", source.run());
        json.writeStringProperty("folder", source.folder());
        json.writeStringProperty("rescoredAt", source.rescoredAt().toString());
        json.writeEndObject();
    }

    private static void strings(JsonGenerator json, String name, List<String> all) {
        json.writeArrayPropertyStart(name);
        all.forEach(json::writeString);
        json.writeEndArray();
    }

    /**
     * {@return the manifest that was written like that}
     *
     * @throws tools.jackson.core.JacksonException if a member is missing or of another kind
     * @throws IllegalArgumentException if a member does not say what it should
     * @throws java.time.DateTimeException if an instant is none
     */
    static Manifest read(JsonNode json) {
        return new Manifest(
                text(json, "runId"),
                Instant.parse(text(json, "startedAt")),
                text(json, "tool"),
                text(json, "suite"),
                text(json, "title"),
                json.path("suiteFile").stringValue(null),
                text(json, "suiteSha"),
                json.required("resolved"),
                list(json, "prompts", ManifestJson::prompt),
                list(json, "models", ManifestJson::model),
                list(json, "datasets", ManifestJson::dataset),
                json.required("concurrency").intValue(),
                json.required("repeat").intValue(),
                texts(json, "tags"),
                texts(json, "environment"),
                list(json, "warnings", ManifestJson::problem),
                text(json, "command"),
                source(json.path("source")));
    }

    private static String text(JsonNode json, String name) {
        return json.required(name).stringValue();
    }

    private static <T> List<T> list(JsonNode json, String name, Function<JsonNode, T> reader) {
        return json.required(name).valueStream().map(reader).toList();
    }

    private static List<String> strings(JsonNode json, String name) {
        return list(json, name, JsonNode::stringValue);
    }

    private static Map<String, String> texts(JsonNode json, String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        json.required(name).forEachEntry((key, value) -> texts.put(key, value.stringValue()));
        return texts;
    }

    private static Manifest.PromptInfo prompt(JsonNode json) {
        return new Manifest.PromptInfo(text(json, "id"), text(json, "sha"), text(json, "template"));
    }

    private static Manifest.ModelInfo model(JsonNode json) {
        return new Manifest.ModelInfo(
                text(json, "id"),
                text(json, "name"),
                text(json, "endpoint"),
                Manifest.Delivery.valueOf(text(json, "delivery")),
                text(json, "params"));
    }

    private static DatasetInfo dataset(JsonNode json) {
        return new DatasetInfo(
                text(json, "id"),
                text(json, "file"),
                json.required("bytes").longValue(),
                text(json, "sha256"),
                json.required("rows").intValue(),
                strings(json, "columns"),
                text(json, "delimiter"),
                text(json, "encoding"));
    }

    private static Problem problem(JsonNode json) {
        JsonNode source = json.required("source");
        return new Problem(
                text(json, "code"),
                new Source(
                        text(source, "file"),
                        source.required("line").intValue(),
                        source.required("column").intValue()),
                text(json, "text"),
                strings(json, "notes"));
    }

    private static Manifest.@Nullable Source source(JsonNode json) {
        return json.isMissingNode() || json.isNull()
                ? null
                : new Manifest.Source(text(json, "run"), text(json, "folder"), Instant.parse(text(json, "rescoredAt")));
    }
}
