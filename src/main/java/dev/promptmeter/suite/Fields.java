package dev.promptmeter.suite;

import dev.promptmeter.dataset.NearName;
import dev.promptmeter.suite.Node.Entry;
import dev.promptmeter.suite.Node.Mapping;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The keys that one map of a suite may have. Any other key is a fault.
 *
 * @param keys that are understood
 * @param later keys that are known and not built yet: refused, never ignored
 * @param exclusive names of which exactly one must be written; empty for no such rule
 */
record Fields(List<Key<?>> keys, List<String> later, List<String> exclusive) {

    static Fields of(Key<?>... keys) {
        return new Fields(List.of(keys), List.of(), List.of());
    }

    Fields later(String... names) {
        return new Fields(keys, List.of(names), exclusive);
    }

    Fields exactlyOneOf(Key<?>... some) {
        List<String> names = new ArrayList<>();
        for (Key<?> key : some) {
            names.add(key.name());
        }
        return new Fields(keys, later, names);
    }

    List<String> names() {
        return keys.stream().<String>map(Key::name).toList();
    }

    /** {@return the shape of such a map} */
    <T> Shape<T> as(Function<Values, T> maker) {
        Fields fields = this;
        return new Shape<>() {
            @Override
            public @Nullable T read(Node node, String path, Findings findings) {
                Values values = fields.values(node, path, findings);
                return values == null ? null : maker.apply(values);
            }

            @Override
            public ObjectNode schema() {
                return fields.schema();
            }
        };
    }

    private @Nullable Values values(Node node, String path, Findings findings) {
        if (!(node instanceof Mapping mapping)) {
            findings.add("PM-1106", node.place(), path + ": expected a map; found " + node.shown());
            return null;
        }
        int before = findings.count();
        Map<String, Object> read = new HashMap<>();
        refuseUnknown(mapping, path, findings);
        for (Key<?> key : keys) {
            Object typed = key.read(mapping, path, findings);
            if (typed != null) {
                read.put(key.name(), typed);
            }
        }
        refuseMissing(mapping, path, findings);
        return findings.count() == before ? new Values(read, mapping) : null;
    }

    private void refuseUnknown(Mapping mapping, String path, Findings findings) {
        Set<String> known = new HashSet<>(names());
        for (Map.Entry<String, Entry> entry : mapping.entries().entrySet()) {
            if (!known.contains(entry.getKey())) {
                findings.add("PM-1102", entry.getValue().key(), unknown(entry.getKey(), path));
            }
        }
    }

    private String unknown(String name, String path) {
        String under = path.isEmpty() ? "" : " under " + path;
        if (later.contains(name)) {
            return "key '" + name + "'" + under + " is not yet supported";
        }
        String text = "unknown key " + new Node.Scalar(name, Node.Style.QUOTED, Place.flag("")).shown() + under;
        return NearName.of(name, names())
                .map(near -> text + ": did you mean '" + near + "'?")
                .orElse(text + "; known keys: " + String.join(", ", names()));
    }

    private void refuseMissing(Mapping mapping, String path, Findings findings) {
        // A key of a later form changes what must stand beside it, and has been refused already.
        if (later.stream().anyMatch(name -> mapping.get(name) != null)) {
            return;
        }
        String start = path.isEmpty() ? "" : path + ": ";
        for (Key<?> key : keys) {
            if (key.required() && mapping.get(key.name()) == null) {
                findings.add("PM-1106", mapping.place(), start + "key '" + key.name() + "' is missing");
            }
        }
        long written =
                exclusive.stream().filter(name -> mapping.get(name) != null).count();
        if (!exclusive.isEmpty() && written != 1) {
            String those = String.join(", ", exclusive);
            findings.add(
                    "PM-1106",
                    mapping.place(),
                    start + "exactly one of " + those + " must be written; found " + written);
        }
    }

    static String child(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private ObjectNode schema() {
        ObjectNode schema = Json.type("object");
        ObjectNode properties = schema.putObject("properties");
        keys.forEach(key -> properties.set(key.name(), described(key)));
        List<String> required =
                keys.stream().filter(Key::required).<String>map(Key::name).toList();
        if (!required.isEmpty()) {
            schema.set("required", Json.texts(required));
        }
        if (!exclusive.isEmpty()) {
            ArrayNode oneOf = schema.putArray("oneOf");
            exclusive.forEach(name -> oneOf.addObject().putArray("required").add(name));
        }
        return schema.put("additionalProperties", false);
    }

    private static ObjectNode described(Key<?> key) {
        ObjectNode schema = key.shape().schema();
        if (!key.standard().isEmpty()) {
            schema.set("default", JsonShape.looksLike(key.standard()));
        }
        return schema;
    }
}
