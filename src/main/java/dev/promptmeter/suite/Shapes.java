package dev.promptmeter.suite;

import dev.promptmeter.suite.Node.Entry;
import dev.promptmeter.suite.Node.Items;
import dev.promptmeter.suite.Node.Mapping;
import dev.promptmeter.suite.Node.Scalar;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Shapes made of shapes. */
final class Shapes {

    private Shapes() {}

    static <T> Shape<List<T>> list(Shape<T> item, int least, int most) {
        return new Shape<>() {
            @Override
            public @Nullable List<T> read(Node node, String path, Findings findings) {
                return readList(node, path, findings, item, least, most);
            }

            @Override
            public ObjectNode schema() {
                ObjectNode schema = Json.type("array");
                schema.set("items", item.schema());
                if (least > 0) {
                    schema.put("minItems", least);
                }
                return most == Integer.MAX_VALUE ? schema : schema.put("maxItems", most);
            }
        };
    }

    static <T> Shape<List<T>> list(Shape<T> item) {
        return list(item, 0, Integer.MAX_VALUE);
    }

    private static <T> @Nullable List<T> readList(
            Node node, String path, Findings findings, Shape<T> item, int least, int most) {
        if (!(node instanceof Items items)) {
            findings.add("PM-1106", node.place(), path + ": expected a list; found " + node.shown());
            return null;
        }
        int size = items.items().size();
        if (size < least || size > most) {
            findings.add("PM-1107", node.place(), path + ": " + size + " items are outside " + least + " to " + most);
            return null;
        }
        int before = findings.count();
        List<T> read = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            T value = item.read(items.items().get(i), path + "[" + i + "]", findings);
            if (value != null) {
                read.add(value);
            }
        }
        return findings.count() == before ? Collections.unmodifiableList(read) : null;
    }

    /** A map whose keys the user chooses. */
    static <T> Shape<Map<String, T>> map(Shape<String> name, Shape<T> value, int most) {
        return new Shape<>() {
            @Override
            public @Nullable Map<String, T> read(Node node, String path, Findings findings) {
                if (!(node instanceof Mapping mapping)) {
                    findings.add("PM-1106", node.place(), path + ": expected a map; found " + node.shown());
                    return null;
                }
                if (mapping.entries().size() > most) {
                    findings.add("PM-1107", node.place(), path + ": more than " + most + " entries");
                    return null;
                }
                return readMap(mapping, path, findings, name, value);
            }

            @Override
            public ObjectNode schema() {
                ObjectNode schema = Json.type("object");
                schema.set("propertyNames", name.schema());
                schema.set("additionalProperties", value.schema());
                return most == Integer.MAX_VALUE ? schema : schema.put("maxProperties", most);
            }
        };
    }

    private static <T> @Nullable Map<String, T> readMap(
            Mapping mapping, String path, Findings findings, Shape<String> name, Shape<T> value) {
        int before = findings.count();
        Map<String, T> read = new LinkedHashMap<>();
        for (Map.Entry<String, Entry> entry : mapping.entries().entrySet()) {
            String child = Fields.child(path, entry.getKey());
            name.read(
                    new Scalar(
                            entry.getKey(), Node.Style.QUOTED, entry.getValue().key()),
                    child,
                    findings);
            T typed = value.read(entry.getValue().value(), child, findings);
            if (typed != null) {
                read.put(entry.getKey(), typed);
            }
        }
        return findings.count() == before ? Collections.unmodifiableMap(read) : null;
    }

    static <T> Shape<Map<String, T>> map(Shape<T> value) {
        return map(Scalars.text(1, 256), value, Integer.MAX_VALUE);
    }

    /** One shape for characters that look so, another for all others. */
    static <T> Shape<T> choice(Predicate<String> looks, Shape<? extends T> then, Shape<? extends T> otherwise) {
        return new Shape<>() {
            @Override
            public @Nullable T read(Node node, String path, Findings findings) {
                return node instanceof Scalar scalar && looks.test(scalar.text())
                        ? then.read(node, path, findings)
                        : otherwise.read(node, path, findings);
            }

            @Override
            public ObjectNode schema() {
                return Json.anyOf(List.of(then.schema(), otherwise.schema()));
            }
        };
    }

    /** One shape for characters, another for a list or a map. */
    static <T> Shape<T> either(Shape<? extends T> scalar, Shape<? extends T> structure) {
        return new Shape<>() {
            @Override
            public @Nullable T read(Node node, String path, Findings findings) {
                return node instanceof Scalar
                        ? scalar.read(node, path, findings)
                        : structure.read(node, path, findings);
            }

            @Override
            public ObjectNode schema() {
                return Json.anyOf(List.of(scalar.schema(), structure.schema()));
            }
        };
    }
}
