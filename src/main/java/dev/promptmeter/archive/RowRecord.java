package dev.promptmeter.archive;

import dev.promptmeter.chat.Redactor;
import dev.promptmeter.dataset.Check;
import dev.promptmeter.dataset.Row;
import dev.promptmeter.dataset.RowOptions;
import dev.promptmeter.run.CaseId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** The record {@code row}: a row with the checks its author wrote, as they were understood. */
final class RowRecord {

    static final String TYPE = "row";

    private RowRecord() {}

    /**
     * {@return the record of a row}
     *
     * @param only the cases that are asked; empty if the filter of the run says it all
     */
    static byte[] encode(String dataset, Row row, List<CaseId> only, Redactor redactor) {
        return Json.object(json -> {
            json.writeStringProperty("t", TYPE);
            json.writeStringProperty("dataset", dataset);
            json.writeStringProperty("row", row.id());
            json.writeNumberProperty("line", row.line());
            if (!only.isEmpty()) {
                writeOnly(json, only);
            }
            writeOptions(json, row.options());
            json.writeObjectPropertyStart("vars");
            row.vars().forEach((name, value) -> json.writeStringProperty(name, redactor.redact(value)));
            json.writeEndObject();
            if (!row.meta().isEmpty()) {
                writeMeta(json, row.meta());
            }
            json.writeArrayPropertyStart("checks");
            row.checks().forEach(check -> CheckJson.write(json, check));
            json.writeEndArray();
        });
    }

    private static void writeOnly(JsonGenerator json, List<CaseId> only) {
        json.writeArrayPropertyStart("only");
        only.forEach(id -> {
            json.writeStartArray();
            json.writeString(id.prompt());
            json.writeString(id.model());
            json.writeEndArray();
        });
        json.writeEndArray();
    }

    /** {@return whether that case is one of those that a record names, or it names none} */
    static boolean asks(JsonNode record, CaseId id) {
        JsonNode only = record.path("only");
        return only.isMissingNode()
                || only.valueStream()
                        .anyMatch(pair -> pair.path(0).asString().equals(id.prompt())
                                && pair.path(1).asString().equals(id.model()));
    }

    private static void writeMeta(JsonGenerator json, Map<String, List<String>> meta) {
        json.writeObjectPropertyStart("meta");
        meta.forEach((key, values) -> {
            json.writeArrayPropertyStart(key);
            values.forEach(json::writeString);
            json.writeEndArray();
        });
        json.writeEndObject();
    }

    private static void writeOptions(JsonGenerator json, RowOptions options) {
        writeText(json, "description", options.description());
        writeText(json, "cluster", options.cluster());
        writeText(json, "prefix", options.prefix());
        writeText(json, "suffix", options.suffix());
        writeText(json, "provided", options.providedOutput());
        writeText(json, "skip", options.skip());
        if (options.threshold() != null) {
            json.writeNumberProperty("threshold", options.threshold());
        }
        if (options.maxTokens() != null) {
            json.writeNumberProperty("maxTokens", options.maxTokens());
        }
    }

    private static void writeText(JsonGenerator json, String name, @Nullable String text) {
        if (text != null) {
            json.writeStringProperty(name, text);
        }
    }

    static Row decode(JsonNode record) {
        return new Row(
                record.path("row").asString(),
                record.path("line").asInt(),
                vars(record.path("vars")),
                meta(record.path("meta")),
                checks(record.path("checks")),
                options(record));
    }

    private static Map<String, String> vars(JsonNode node) {
        Map<String, String> vars = new LinkedHashMap<>();
        node.properties()
                .forEach(each -> vars.put(each.getKey(), each.getValue().asString()));
        return vars;
    }

    private static Map<String, List<String>> meta(JsonNode node) {
        Map<String, List<String>> meta = new LinkedHashMap<>();
        node.properties().forEach(each -> {
            List<String> values = new ArrayList<>();
            each.getValue().forEach(value -> values.add(value.asString()));
            meta.put(each.getKey(), values);
        });
        return meta;
    }

    private static List<Check> checks(JsonNode node) {
        List<Check> checks = new ArrayList<>();
        node.forEach(each -> checks.add(CheckJson.read(each)));
        return checks;
    }

    private static RowOptions options(JsonNode record) {
        return new RowOptions(
                text(record, "description"),
                record.has("threshold") ? record.path("threshold").asDouble() : null,
                text(record, "prefix"),
                text(record, "suffix"),
                text(record, "provided"),
                text(record, "skip"),
                record.has("maxTokens") ? record.path("maxTokens").asInt() : null,
                text(record, "cluster"));
    }

    private static @Nullable String text(JsonNode record, String name) {
        return record.has(name) ? record.path(name).asString() : null;
    }
}
