package dev.promptmeter.report;

import dev.promptmeter.report.ResultColumn.Group;
import dev.promptmeter.run.CaseResult;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.SerializableString;

/** The fixed columns of a result as JSON objects, one for each group. Not thread-safe. */
final class JsonColumns {

    private final Map<Group, List<Member>> members = new EnumMap<>(Group.class);
    private final Map<Group, String> ofLeftOut = new EnumMap<>(Group.class);

    /** A column under the name that it has here. */
    private record Member(SerializableString name, ResultColumn.Value value) {}

    JsonColumns(List<ResultColumn> columns) {
        for (ResultColumn column : columns) {
            members.computeIfAbsent(column.group(), group -> new ArrayList<>())
                    .add(new Member(JsonText.ready(column.camelName()), column.value()));
        }
    }

    /** Writes the object of one group. */
    void write(JsonGenerator json, Group group, CaseResult result, CaseGroup repeats) {
        if (group.ofExchange() && ResultColumns.leftOut(result)) {
            json.writeRawValue(ofLeftOut.computeIfAbsent(group, each -> text(each, result, repeats)));
        } else {
            writeObject(json, group, result, repeats);
        }
    }

    private String text(Group group, CaseResult result, CaseGroup repeats) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JsonText.lines(text)) {
            writeObject(json, group, result, repeats);
        }
        return text.toString();
    }

    private void writeObject(JsonGenerator json, Group group, CaseResult result, CaseGroup repeats) {
        json.writeStartObject();
        for (Member member : members.getOrDefault(group, List.of())) {
            json.writeName(member.name());
            JsonText.value(json, member.value().of(result, repeats));
        }
        if (group == Group.TEXT) {
            writeMoreText(json, result);
        }
        json.writeEndObject();
    }

    private static void writeMoreText(JsonGenerator json, CaseResult result) {
        boolean understood = result.completion() != null;
        // The rendered conversation is in the journal's row records and not part of a result.
        JsonText.property(json, "messages", null);
        JsonText.property(json, "reasoning", understood ? result.completion().reasoning() : null);
        json.writeName("toolCalls");
        if (understood && result.completion().toolCalls() != null) {
            json.writePOJO(result.completion().toolCalls());
        } else {
            json.writeNull();
        }
    }
}
