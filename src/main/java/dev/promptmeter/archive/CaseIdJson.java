package dev.promptmeter.archive;

import dev.promptmeter.run.CaseId;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** The members {@code case} and {@code repeat} that several records have in common. */
final class CaseIdJson {

    private CaseIdJson() {}

    static void write(JsonGenerator json, CaseId id) {
        json.writeArrayPropertyStart("case");
        json.writeString(id.dataset());
        json.writeString(id.row());
        json.writeString(id.prompt());
        json.writeString(id.model());
        json.writeEndArray();
        json.writeNumberProperty("repeat", id.repeat());
    }

    static CaseId read(JsonNode record) {
        JsonNode parts = record.path("case");
        return new CaseId(
                parts.path(0).asString(),
                parts.path(1).asString(),
                parts.path(2).asString(),
                parts.path(3).asString(),
                record.path("repeat").asInt());
    }
}
