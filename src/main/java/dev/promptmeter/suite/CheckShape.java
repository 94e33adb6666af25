package dev.promptmeter.suite;

import dev.promptmeter.dataset.Check;
import dev.promptmeter.dataset.Quantity;
import dev.promptmeter.run.CaseChecks;
import dev.promptmeter.run.TemplateException;
import dev.promptmeter.suite.Node.Entry;
import dev.promptmeter.suite.Node.Mapping;
import dev.promptmeter.suite.Node.Scalar;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a check of a suite.
 *
 * @param level where it stands
 * @param fields the keys that are the same for all types
 * @param parts the key of the checks in a group; null where groups may not stand
 */
record CheckShape(
        Check.Level level, Fields fields, @Nullable Key<List<CheckSection>> parts) implements Shape<CheckSection> {

    private static final Pattern QUANTITY =
            Pattern.compile("(\\$?)((?:0|[1-9][0-9]*)(?:\\.[0-9]+)?)(ms|s|m|h|%| USD)?");
    private static final String NOT = "not-";
    private static final String PARTS = "checks";
    private static final int MOST_PARTS = 100;
    private static final String LATER = "when";

    private static final Key<String> TYPE =
            Key.required("type", Scalars.matching("the name of a check, with or without not-", "[a-z][a-z0-9:._-]*"));
    private static final Key<JsonNode> VALUE = Key.optional("value", JsonShape.ANY);
    private static final Key<Quantity> THRESHOLD = Key.optional("threshold", quantity());
    private static final Key<BigDecimal> WEIGHT =
            Key.optional("weight", Scalars.number("0", "1000")).or("1");
    private static final Key<String> METRIC = Key.optional(
            "metric",
            Scalars.matching(
                    "a name of 1 to 60 characters without [ ] , = \" ' and outer blanks", CheckSection.METRIC_NAME));

    /** {@return the shape of a check that may be a group} */
    static CheckShape at(Check.Level level) {
        var inside = new CheckShape(level, Fields.of(TYPE, VALUE, THRESHOLD, WEIGHT, METRIC), null);
        Key<List<CheckSection>> parts = Key.optional(PARTS, Shapes.list(inside, 1, MOST_PARTS));
        return new CheckShape(level, Fields.of(TYPE, VALUE, THRESHOLD, WEIGHT, METRIC, parts), parts);
    }

    @Override
    public ObjectNode schema() {
        ObjectNode schema = fields.as(all -> all).schema();
        schema.remove("additionalProperties");
        ObjectNode properties = (ObjectNode) schema.get("properties");
        properties.put(LATER, false);
        if (parts == null) {
            properties.put(PARTS, false);
        }
        return schema;
    }

    @Override
    public @Nullable CheckSection read(Node node, String path, Findings findings) {
        if (node instanceof Scalar scalar) {
            String map = ": expected a map such as { type: icontains, value: 30 days }; found ";
            findings.add("PM-1106", scalar.place(), path + map + scalar.shown());
            return null;
        }
        int before = findings.count();
        Map<String, JsonNode> options = new LinkedHashMap<>();
        Node known = node instanceof Mapping mapping ? withoutOptions(mapping, options, path, findings) : node;
        Values values = fields.<Values>as(all -> all).read(known, path, findings);
        if (values == null || findings.count() > before) {
            return null;
        }
        Check check = check(values, options, new Check.Origin(values.place().source(), text(node), level));
        // What stands in a row is data, whatever braces it holds.
        boolean data = level == Check.Level.ROW;
        return data || soundTemplates(check, path, findings) ? new CheckSection(check, values.place(), path) : null;
    }

    private Check check(Values values, Map<String, JsonNode> options, Check.Origin origin) {
        String name = values.get(TYPE);
        boolean negated = name.startsWith(NOT);
        List<CheckSection> sections = parts == null ? null : values.find(parts);
        return new Check(
                negated ? name.substring(NOT.length()) : name,
                negated,
                values.find(VALUE),
                values.find(THRESHOLD),
                values.get(WEIGHT).doubleValue(),
                values.find(METRIC),
                options,
                sections == null ? List.of() : CheckSection.checks(sections),
                origin);
    }

    private static boolean soundTemplates(Check check, String path, Findings findings) {
        try {
            CaseChecks.names(check);
            return true;
        } catch (TemplateException e) {
            findings.add("PM-1302", check.origin().source(), path + ".value: " + e.getMessage());
            return false;
        }
    }

    private Mapping withoutOptions(Mapping mapping, Map<String, JsonNode> options, String path, Findings findings) {
        Map<String, Entry> known = new LinkedHashMap<>();
        for (Map.Entry<String, Entry> entry : mapping.entries().entrySet()) {
            String name = entry.getKey();
            if (fields.names().contains(name)) {
                known.put(name, entry.getValue());
            } else if (name.equals(LATER) || name.equals(PARTS)) {
                String why = name.equals(LATER) ? " is not yet supported" : ": groups do not nest";
                findings.add("PM-1102", entry.getValue().key(), "key '" + name + "' under " + path + why);
            } else {
                JsonNode option = JsonShape.ANY.read(entry.getValue().value(), path + "." + name, findings);
                if (option != null) {
                    options.put(name, option);
                }
            }
        }
        return new Mapping(known, mapping.place());
    }

    /** The check in one line, as people write it: {@code not-icontains: as an ai language model}. */
    private static String text(Node node) {
        Mapping mapping = (Mapping) node;
        StringBuilder text = new StringBuilder(scalar(mapping.get("type")));
        if (mapping.get("threshold") != null) {
            text.append('(').append(scalar(mapping.get("threshold"))).append(')');
        }
        if (mapping.get("value") != null) {
            text.append(": ").append(scalar(mapping.get("value")));
        }
        return text.toString();
    }

    private static String scalar(@Nullable Node node) {
        if (node instanceof Scalar scalar) {
            return scalar.text();
        }
        JsonNode json = node == null ? null : JsonShape.ANY.read(node, "", new Findings());
        return json == null ? "" : json.toString();
    }

    private static Shape<Quantity> quantity() {
        ObjectNode number = Json.type("number").put("minimum", 0);
        ObjectNode schema = Json.anyOf(List.of(number, Json.pattern(QUANTITY.pattern())));
        return new ScalarShape<>(
                "a number, DURATION, SHARE or MONEY such as 0.8, 500ms, 2%, 0.002 USD",
                ScalarShape.Quotes.DO_NOT_MATTER,
                text -> {
                    Matcher match = QUANTITY.matcher(text);
                    if (!match.matches() || !match.group(1).isEmpty() && match.group(3) != null) {
                        return ScalarShape.Reading.unexpected();
                    }
                    String unit = match.group(3) == null ? "" : match.group(3).strip();
                    String dollars = match.group(1).isEmpty() ? unit : "USD";
                    return ScalarShape.Reading.of(new Quantity(new BigDecimal(match.group(2)), dollars));
                },
                schema);
    }
}
