package dev.promptmeter.suite;

import dev.promptmeter.dataset.NearName;
import dev.promptmeter.suite.Node.Entry;
import dev.promptmeter.suite.Node.Mapping;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The map {@code params}: every name of the parameter table, and {@code extra} for what the table does not know. */
final class ParamsShape implements Shape<Params> {

    static final ParamsShape INSTANCE = new ParamsShape();

    private static final String EXTRA = "extra";
    private static final int LARGEST_EXTRA = 64 << 10;

    private final Map<String, ParameterRule> rules = ParameterTable.SHIPPED.types();

    private ParamsShape() {}

    @Override
    public @Nullable Params read(Node node, String path, Findings findings) {
        if (!(node instanceof Mapping mapping)) {
            findings.add("PM-1106", node.place(), path + ": expected a map; found " + node.shown());
            return null;
        }
        int before = findings.count();
        Map<String, JsonNode> values = new LinkedHashMap<>();
        Map<String, Params.Written> places = new LinkedHashMap<>();
        for (Map.Entry<String, Entry> entry : mapping.entries().entrySet()) {
            Params one = one(entry.getKey(), entry.getValue(), path, findings);
            values.putAll(one.values());
            places.putAll(one.places());
        }
        return findings.count() == before ? new Params(values, places) : null;
    }

    private Params one(String name, Entry entry, String path, Findings findings) {
        String child = Fields.child(path, name);
        if (name.equals(EXTRA)) {
            return extra(entry.value(), child, findings);
        }
        ParameterRule rule = rules.get(name);
        if (rule == null || rule.elsewhere() != null) {
            findings.add("PM-1102", entry.key(), unknown(name, path, rule));
            return Params.NONE;
        }
        JsonNode value = new ParameterReader(findings).read(rule, entry.value(), child);
        return value == null
                ? Params.NONE
                : single(name, value, new Params.Written(entry.value().place(), child));
    }

    private static Params single(String name, JsonNode value, Params.Written written) {
        return new Params(Map.of(name, value), Map.of(name, written));
    }

    private String unknown(String name, String path, @Nullable ParameterRule rule) {
        if (rule != null) {
            return "'" + name + "' is not set under " + path + ": write " + rule.elsewhere();
        }
        return "unknown key '" + name + "' under " + path
                + NearName.of(name, written())
                        .map(near -> ": did you mean '" + near + "'?")
                        .orElse("; what the table of parameters does not know goes under extra");
    }

    private List<String> written() {
        List<String> names = new ArrayList<>();
        rules.forEach((name, rule) -> {
            if (rule.elsewhere() == null) {
                names.add(name);
            }
        });
        names.add(EXTRA);
        return names;
    }

    private Params extra(Node node, String path, Findings findings) {
        if (!(node instanceof Mapping mapping)) {
            findings.add("PM-1106", node.place(), path + ": expected a map; found " + node.shown());
            return Params.NONE;
        }
        mapping.entries().forEach((name, entry) -> {
            if (rules.containsKey(name)) {
                findings.add("PM-1102", entry.key(), path + ": '" + name + "' is no extra: " + home(name, path));
            }
        });
        JsonNode value = JsonShape.ANY.read(mapping, path, findings);
        if (value == null) {
            return Params.NONE;
        }
        int bytes = value.toString().getBytes(StandardCharsets.UTF_8).length;
        if (bytes > LARGEST_EXTRA) {
            findings.add("PM-1107", node.place(), path + ": " + bytes + " bytes are outside 0 to " + LARGEST_EXTRA);
        }
        Params all = Params.NONE;
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
            Place place = mapping.entries().get(entry.getKey()).value().place();
            all = all.with(
                    single(entry.getKey(), entry.getValue(), new Params.Written(place, path + "." + entry.getKey())));
        }
        return all;
    }

    private String home(String name, String path) {
        ParameterRule rule = rules.get(name);
        boolean elsewhere = rule != null && rule.elsewhere() != null;
        return "write it under "
                + (elsewhere ? rule.elsewhere() : path.substring(0, path.length() - EXTRA.length() - 1));
    }

    @Override
    public ObjectNode schema() {
        ObjectNode schema = Json.type("object");
        ObjectNode properties = schema.putObject("properties");
        rules.forEach((name, rule) -> {
            if (rule.elsewhere() == null) {
                properties.set(name, rule.schema());
            }
        });
        ObjectNode extra = properties.putObject(EXTRA).put("type", "object");
        extra.putObject("propertyNames").putObject("not").set("enum", Json.texts(rules.keySet()));
        return schema.put("additionalProperties", false);
    }
}
