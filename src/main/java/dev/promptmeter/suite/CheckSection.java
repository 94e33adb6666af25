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
 * One item of {@code checks}. Which types there are and what they take is for the scorers to say; further keys are handed to them.
 *
 * @param check as written
 * @param place where it begins
 * @param path such as {@code checks[0]}
 */
record CheckSection(Check check, Place place, String path) {

    /** The name of a metric. */
    static final String METRIC_NAME = "(?![ ])[^\\[\\],=\"'\\x00-\\x1f\\x7f]{1,60}(?<! )";

    private static final Pattern QUANTITY =
            Pattern.compile("(\\$?)((?:0|[1-9][0-9]*)(?:\\.[0-9]+)?)(ms|s|m|h|%| USD)?");
    private static final String NOT = "not-";

    private static final Key<String> TYPE =
            Key.required("type", Scalars.matching("the name of a check, with or without not-", "[a-z][a-z0-9:._-]*"));
    private static final Key<JsonNode> VALUE = Key.optional("value", JsonShape.ANY);
    private static final Key<Quantity> THRESHOLD = Key.optional("threshold", quantity());
    private static final Key<BigDecimal> WEIGHT =
            Key.optional("weight", Scalars.number("0", "1000")).or("1");
    private static final Key<String> METRIC = Key.optional(
            "metric",
            Scalars.matching("a name of 1 to 60 characters without [ ] , = \" ' and outer blanks", METRIC_NAME));

    private static final Fields FIELDS = Fields.of(TYPE, VALUE, THRESHOLD, WEIGHT, METRIC);
    private static final List<String> LATER = List.of("when", "checks");

    /** {@return the shape of a check at that level} */
    static Shape<CheckSection> shape(Check.Level level) {
        return new Shape<>() {
            @Override
            public @Nullable CheckSection read(Node node, String path, Findings findings) {
                return CheckSection.read(node, path, level, findings);
            }

            @Override
            public ObjectNode schema() {
                ObjectNode schema = FIELDS.as(all -> all).schema();
                schema.remove("additionalProperties");
                LATER.forEach(name -> ((ObjectNode) schema.get("properties")).put(name, false));
                return schema;
            }
        };
    }

    private static @Nullable CheckSection read(Node node, String path, Check.Level level, Findings findings) {
        int before = findings.count();
        Map<String, JsonNode> options = new LinkedHashMap<>();
        Node known = node instanceof Mapping mapping ? withoutOptions(mapping, options, path, findings) : node;
        Values values = FIELDS.<Values>as(all -> all).read(known, path, findings);
        if (values == null || findings.count() > before) {
            return null;
        }
        String name = values.get(TYPE);
        boolean negated = name.startsWith(NOT);
        Check.Origin origin = new Check.Origin(values.place().source(), text(node), level);
        Check check = new Check(
                negated ? name.substring(NOT.length()) : name,
                negated,
                values.find(VALUE),
                values.find(THRESHOLD),
                values.get(WEIGHT).doubleValue(),
                values.find(METRIC),
                options,
                origin);
        // What stands in a row is data, whatever braces it holds.
        boolean data = level == Check.Level.ROW;
        return data || soundTemplates(check, path, findings) ? new CheckSection(check, values.place(), path) : null;
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

    private static Mapping withoutOptions(
            Mapping mapping, Map<String, JsonNode> options, String path, Findings findings) {
        Map<String, Entry> known = new LinkedHashMap<>();
        for (Map.Entry<String, Entry> entry : mapping.entries().entrySet()) {
            String name = entry.getKey();
            if (FIELDS.names().contains(name)) {
                known.put(name, entry.getValue());
            } else if (LATER.contains(name)) {
                findings.add(
                        "PM-1102",
                        entry.getValue().key(),
                        "key '" + name + "' under " + path + " is not yet supported");
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
