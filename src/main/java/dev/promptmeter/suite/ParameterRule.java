package dev.promptmeter.suite;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One entry of the parameter table: the type that must hold, and the range that a model accepts.
 *
 * @param type of the value; {@link Type#CHOICE} if alternatives say it
 * @param nullable whether null is sent as null
 * @param min least number; null for none
 * @param max greatest number; null for none
 * @param whole whether a fraction is accepted by the type and not by the model
 * @param words accepted texts; empty for all
 * @param pattern accepted texts; null for all
 * @param shown the pattern for people
 * @param most items of a list; null for no limit
 * @param of each item of a list or each value of a map; null if members say it
 * @param members of a map by name
 * @param required members that must be there
 * @param any alternatives, told apart by whether they are text, list or map
 * @param usual what the model is known to take where nothing is sent; null if that is not known
 * @param elsewhere where the suite sets it; null if under {@code params}
 */
record ParameterRule(
        Type type,
        boolean nullable,
        @Nullable BigDecimal min,
        @Nullable BigDecimal max,
        boolean whole,
        List<String> words,
        @Nullable String pattern,
        String shown,
        @Nullable Integer most,
        @Nullable ParameterRule of,
        Map<String, ParameterRule> members,
        List<String> required,
        List<ParameterRule> any,
        @Nullable Integer usual,
        @Nullable String elsewhere) {

    /** What a value can be. */
    enum Type {
        TEXT,
        NUMBER,
        INTEGER,
        SWITCH,
        LIST,
        MAP,
        ANY,
        CHOICE
    }

    static ParameterRule of(JsonNode node) {
        return new ParameterRule(
                Type.valueOf(node.path("type").asString("choice").toUpperCase(Locale.ROOT)),
                node.path("nullable").asBoolean(false),
                node.has("min") ? node.get("min").decimalValue() : null,
                node.has("max") ? node.get("max").decimalValue() : null,
                node.path("whole").asBoolean(false),
                texts(node.path("words")),
                node.has("pattern") ? node.get("pattern").asString() : null,
                node.path("shown").asString(""),
                node.has("most") ? node.get("most").asInt() : null,
                node.has("of") ? of(node.get("of")) : null,
                rules(node.path("members")),
                texts(node.path("required")),
                node.path("any").valueStream().map(ParameterRule::of).toList(),
                node.has("default") ? node.get("default").asInt() : null,
                node.has("elsewhere") ? node.get("elsewhere").asString() : null);
    }

    static Map<String, ParameterRule> rules(JsonNode node) {
        Map<String, ParameterRule> rules = new LinkedHashMap<>();
        node.properties().forEach(entry -> rules.put(entry.getKey(), of(entry.getValue())));
        return Collections.unmodifiableMap(rules);
    }

    private static List<String> texts(JsonNode node) {
        return node.valueStream().map(JsonNode::asString).toList();
    }

    /** {@return the type alone as JSON Schema: a range is only warned of} */
    ObjectNode schema() {
        List<ObjectNode> alternatives = new ArrayList<>();
        if (any.isEmpty()) {
            alternatives.add(plainSchema());
        }
        any.forEach(each -> alternatives.add(each.plainSchema()));
        if (nullable) {
            alternatives.add(Json.type("null"));
        }
        return alternatives.size() == 1 ? alternatives.get(0) : Json.anyOf(alternatives);
    }

    private ObjectNode plainSchema() {
        return switch (type) {
            case TEXT -> Json.type("string");
            case NUMBER -> Json.type("number");
            case INTEGER -> Json.type("integer");
            case SWITCH -> Scalars.onOff().schema();
            case LIST -> withItems(Json.type("array"));
            case MAP -> withMembers(Json.type("object"));
            case ANY, CHOICE -> Json.object();
        };
    }

    private ObjectNode withItems(ObjectNode schema) {
        if (of != null) {
            schema.set("items", of.schema());
        }
        return schema;
    }

    private ObjectNode withMembers(ObjectNode schema) {
        if (of != null) {
            schema.set("additionalProperties", of.schema());
        }
        if (!members.isEmpty()) {
            ObjectNode properties = schema.putObject("properties");
            members.forEach((name, rule) -> properties.set(name, rule.schema()));
        }
        if (!required.isEmpty()) {
            schema.set("required", Json.texts(required));
        }
        return schema;
    }
}
