package dev.promptmeter.suite;

import dev.promptmeter.suite.Node.Items;
import dev.promptmeter.suite.Node.Mapping;
import dev.promptmeter.suite.Node.Scalar;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A value that holds, and who says so.
 *
 * @param path such as {@code run.repeat}
 * @param value as a suite would write it
 * @param origin such as {@code suite:31}, {@code profile smoke}, {@code flag --repeat}, {@code env GATEWAY_URL}, {@code default}
 */
public record Effective(String path, String value, String origin) {

    /** {@return every scalar of the tree and every default, by path} */
    static List<Effective> of(Mapping suite, Map<String, String> defaults) {
        List<Effective> values = new ArrayList<>();
        collect(suite, "", values);
        defaults.forEach((path, value) -> values.add(new Effective(path, value, "default")));
        values.sort(Comparator.comparing(Effective::path));
        return List.copyOf(values);
    }

    private static void collect(Node node, String path, List<Effective> values) {
        if (node instanceof Scalar scalar) {
            values.add(new Effective(path, scalar.text(), node.place().origin()));
        } else if (node instanceof Items items) {
            for (int i = 0; i < items.items().size(); i++) {
                collect(items.items().get(i), path + "[" + i + "]", values);
            }
        } else if (node instanceof Mapping mapping && !path.equals("profiles")) {
            mapping.entries().forEach((name, entry) -> collect(entry.value(), Fields.child(path, name), values));
        }
    }
}
