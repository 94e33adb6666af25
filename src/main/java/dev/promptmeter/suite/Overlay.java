package dev.promptmeter.suite;

import dev.promptmeter.suite.Node.Entry;
import dev.promptmeter.suite.Node.Items;
import dev.promptmeter.suite.Node.Mapping;
import dev.promptmeter.suite.Node.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lays a partial suite over a suite: maps merge key by key, scalars and lists replace, a list whose items have ids can be addressed
 * by a map, {@code "*"} meaning every item, and {@code gates+} appends.
 */
final class Overlay {

    private static final List<String> FIXED = List.of("version", "name", "profiles");
    private static final List<String> WITH_IDS = List.of("models", "prompts", "datasets");
    private static final List<String> APPENDED = List.of("gates", "checks");

    private final String origin;
    private final Findings findings;

    Overlay(String origin, Findings findings) {
        this.origin = origin;
        this.findings = findings;
    }

    /** {@return the suite with the part laid over it} */
    Mapping apply(Mapping suite, Mapping part) {
        Mapping merged = suite;
        for (Map.Entry<String, Entry> entry : part.entries().entrySet()) {
            merged = applyKey(merged, entry.getKey(), entry.getValue());
        }
        return merged;
    }

    private Mapping applyKey(Mapping suite, String name, Entry entry) {
        if (FIXED.contains(name)) {
            findings.add("PM-1102", entry.key(), "'" + name + "' cannot be changed by " + origin);
            return suite;
        }
        Node value = stamped(entry.value());
        String base = name.endsWith("+") ? name.substring(0, name.length() - 1) : name;
        Node former = suite.get(base);
        if (name.endsWith("+") && APPENDED.contains(base) && value instanceof Items added) {
            return suite.with(base, appended(former, added));
        }
        if (WITH_IDS.contains(name) && former instanceof Items items && value instanceof Mapping byId) {
            return suite.with(name, addressed(name, items, byId));
        }
        return suite.with(name, new Entry(entry.key(), merged(former, value)));
    }

    private static Items appended(@Nullable Node former, Items added) {
        List<Node> all = new ArrayList<>(former instanceof Items items ? items.items() : List.of());
        all.addAll(added.items());
        return new Items(all, added.place());
    }

    private Items addressed(String list, Items items, Mapping byId) {
        List<Node> changed = new ArrayList<>(items.items());
        for (Map.Entry<String, Entry> entry : byId.entries().entrySet()) {
            boolean found = false;
            for (int i = 0; i < changed.size(); i++) {
                if (entry.getKey().equals("*")
                        || entry.getKey().equals(ItemId.of(list, changed.get(i)).orElse(null))) {
                    changed.set(i, merged(changed.get(i), entry.getValue().value()));
                    found = true;
                }
            }
            if (!found) {
                findings.add("PM-1110", entry.getValue().key(), unknownId(list, items, entry.getKey()));
            }
        }
        return new Items(changed, items.place());
    }

    private String unknownId(String list, Items items, String id) {
        List<String> known = items.items().stream()
                .map(item -> ItemId.of(list, item))
                .flatMap(Optional::stream)
                .toList();
        return origin + ": no item of '" + list + "' has the id '" + id + "'; known ids: " + String.join(", ", known);
    }

    private Node merged(@Nullable Node former, Node over) {
        if (!(former instanceof Mapping target) || !(over instanceof Mapping part)) {
            return over;
        }
        Mapping merged = target;
        for (Map.Entry<String, Entry> entry : part.entries().entrySet()) {
            Node value = merged(target.get(entry.getKey()), entry.getValue().value());
            merged = merged.with(entry.getKey(), new Entry(entry.getValue().key(), value));
        }
        return merged;
    }

    /** Everything below says who put it there, so that each effective value can name its origin. */
    private Node stamped(Node node) {
        Place place = node.place().by(origin);
        if (node instanceof Scalar scalar) {
            return new Scalar(scalar.text(), scalar.style(), place);
        }
        if (node instanceof Items items) {
            return new Items(items.items().stream().map(this::stamped).toList(), place);
        }
        Mapping stamped = new Mapping(Map.of(), place);
        for (Map.Entry<String, Entry> entry : ((Mapping) node).entries().entrySet()) {
            Place key = entry.getValue().key().by(origin);
            stamped = stamped.with(
                    entry.getKey(), new Entry(key, stamped(entry.getValue().value())));
        }
        return stamped;
    }
}
