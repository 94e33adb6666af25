package dev.promptmeter.score;

import dev.promptmeter.dataset.StrictFormat;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Sees to it that a JSON Schema refers to nothing outside itself. */
final class SchemaReferences {

    private static final Set<String> REFERENCES = Set.of("$ref", "$dynamicRef", "$recursiveRef");
    private static final Set<String> DATA = Set.of("const", "enum", "default", "examples");

    private final Set<String> ids = new HashSet<>();
    private final Set<String> references = new HashSet<>();

    private SchemaReferences() {}

    /** Throws PM-1405 for a reference that leaves the document; nothing is ever fetched. */
    static void refuseOutside(JsonNode schema) {
        SchemaReferences found = new SchemaReferences();
        found.collect(schema, 0);
        for (String reference : found.references) {
            String document = reference.substring(0, (reference + "#").indexOf('#'));
            if (!document.isEmpty() && !found.ids.contains(document)) {
                throw new CheckException(
                        "PM-1405",
                        "the JSON Schema refers to " + Excerpt.of(reference)
                                + ": nothing is fetched; copy it into \"$defs\"");
            }
        }
    }

    private void collect(JsonNode node, int depth) {
        if (depth > StrictFormat.DEEPEST) {
            throw new CheckException(
                    "PM-1405", "the JSON Schema is nested deeper than " + StrictFormat.DEEPEST + " levels");
        }
        node.propertyStream()
                .filter(entry -> entry.getValue().isString())
                .forEach(entry -> keep(entry.getKey(), entry.getValue().stringValue()));
        node.propertyStream()
                .filter(entry -> !DATA.contains(entry.getKey()))
                .forEach(entry -> collect(entry.getValue(), depth + 1));
        if (node.isArray()) {
            node.forEach(element -> collect(element, depth + 1));
        }
    }

    private void keep(String key, String text) {
        if (key.equals("$id")) {
            ids.add(text.endsWith("#") ? text.substring(0, text.length() - 1) : text);
        } else if (REFERENCES.contains(key)) {
            references.add(text);
        }
    }
}
