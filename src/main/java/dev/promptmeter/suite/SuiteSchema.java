package dev.promptmeter.suite;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON Schema of a suite file, made of the same declarations that read it. */
public final class SuiteSchema {

    private SuiteSchema() {}

    /** {@return the schema, draft 2020-12} */
    public static JsonNode schema() {
        ObjectNode schema = Json.object();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "Promptmeter suite");
        schema.setAll(SuiteSection.SHAPE.schema());
        expandable(schema, "");
        return schema;
    }

    /** Where a variable may stand, a text that names one is accepted beside what its value must be. */
    private static void expandable(ObjectNode map, String path) {
        if (!(map.get("properties") instanceof ObjectNode properties)) {
            return;
        }
        for (Map.Entry<String, JsonNode> entry : List.copyOf(properties.properties())) {
            String child = Fields.child(path, entry.getKey());
            if (!Interpolation.literal(child) && entry.getValue() instanceof ObjectNode value) {
                properties.set(entry.getKey(), withVariable(value, child));
            }
        }
    }

    private static ObjectNode withVariable(ObjectNode schema, String path) {
        expandable(schema, path);
        if (schema.get("items") instanceof ObjectNode items) {
            schema.set("items", withVariable(items, path + "[]"));
        }
        if (schema.get("additionalProperties") instanceof ObjectNode values) {
            schema.set("additionalProperties", withVariable(values, path + ".x"));
        }
        if (schema.get("anyOf") instanceof ArrayNode any) {
            for (int i = 0; i < any.size(); i++) {
                any.set(i, withVariable((ObjectNode) any.get(i), path));
            }
        }
        return structured(schema) ? schema : orVariable(schema);
    }

    private static boolean structured(ObjectNode schema) {
        String type = schema.path("type").asString("");
        return type.equals("object") || type.equals("array") || schema.has("anyOf") || schema.isEmpty();
    }

    private static ObjectNode orVariable(ObjectNode schema) {
        ObjectNode variable = Json.type("string").put("pattern", "\\$\\{");
        return Json.anyOf(List.of(schema, variable));
    }
}
