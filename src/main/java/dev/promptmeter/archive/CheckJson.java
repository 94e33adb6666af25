package dev.promptmeter.archive;

import dev.promptmeter.dataset.Check;
import dev.promptmeter.dataset.Quantity;
import dev.promptmeter.dataset.Source;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** A check within a row record. Written member by member: every row of a run passes here. */
final class CheckJson {

    private CheckJson() {}

    static void write(JsonGenerator json, Check check) {
        json.writeStartObject();
        json.writeStringProperty("type", check.name());
        if (check.value() != null) {
            json.writeName("value");
            json.writeTree(check.value());
        }
        if (check.threshold() != null) {
            json.writeNumberProperty("threshold", check.threshold().number());
            json.writeStringProperty("unit", check.threshold().unit());
        }
        if (check.weight() != 1) {
            json.writeNumberProperty("weight", check.weight());
        }
        if (check.metric() != null) {
            json.writeStringProperty("metric", check.metric());
        }
        if (!check.options().isEmpty()) {
            json.writeObjectPropertyStart("options");
            check.options().entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(option -> {
                        json.writeName(option.getKey());
                        json.writeTree(option.getValue());
                    });
            json.writeEndObject();
        }
        if (!check.parts().isEmpty()) {
            json.writeArrayPropertyStart("checks");
            check.parts().forEach(part -> write(json, part));
            json.writeEndArray();
        }
        writeOrigin(json, check.origin());
        json.writeEndObject();
    }

    private static void writeOrigin(JsonGenerator json, Check.Origin origin) {
        json.writeStringProperty("text", origin.text());
        json.writeStringProperty("level", origin.level().name());
        json.writeStringProperty("file", origin.source().file());
        json.writeNumberProperty("line", origin.source().line());
        json.writeNumberProperty("column", origin.source().column());
    }

    static Check read(JsonNode node) {
        // One text for all rows of a run whose results are kept.
        String name = node.path("type").asString().intern();
        boolean negated = name.startsWith("not-");
        return new Check(
                negated ? name.substring("not-".length()) : name,
                negated,
                node.get("value"),
                threshold(node),
                node.has("weight") ? node.path("weight").asDouble() : 1,
                node.has("metric") ? node.path("metric").asString() : null,
                options(node.path("options")),
                node.path("checks").valueStream().map(CheckJson::read).toList(),
                origin(node));
    }

    private static @Nullable Quantity threshold(JsonNode node) {
        if (!node.has("threshold")) {
            return null;
        }
        BigDecimal number = node.path("threshold").decimalValue();
        return new Quantity(number, node.path("unit").asString());
    }

    private static Map<String, JsonNode> options(JsonNode node) {
        Map<String, JsonNode> options = new LinkedHashMap<>();
        node.properties().forEach(option -> options.put(option.getKey(), option.getValue()));
        return options;
    }

    private static Check.Origin origin(JsonNode node) {
        Source source = new Source(
                node.path("file").asString("").intern(),
                node.path("line").asInt(),
                node.path("column").asInt());
        Check.Level level = Check.Level.valueOf(node.path("level").asString());
        return new Check.Origin(source, node.path("text").asString(), level);
    }
}
