package dev.promptmeter.score;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The tools that a request offers to the model. Schemas of arguments are made ready when first asked for. Safe for many threads. */
public final class OfferedTools {

    /** A request without tools. */
    public static final OfferedTools NONE = new OfferedTools(Map.of());

    private final Map<String, Optional<JsonNode>> parameters;
    private final Map<String, Optional<JsonSchema>> schemas = new ConcurrentHashMap<>();

    private OfferedTools(Map<String, Optional<JsonNode>> parameters) {
        this.parameters = parameters;
    }

    /** {@return the tools in the parameter {@code tools} of a request; what has no name is left out} */
    public static OfferedTools of(@Nullable JsonNode tools) {
        if (tools == null || !tools.isArray()) {
            return NONE;
        }
        Map<String, Optional<JsonNode>> parameters = new LinkedHashMap<>();
        for (JsonNode tool : tools) {
            JsonNode body = tool.path(tool.path("type").asString("function"));
            if (body.path("name").isString()) {
                parameters.put(body.path("name").stringValue(), body.optional("parameters"));
            }
        }
        return parameters.isEmpty() ? NONE : new OfferedTools(parameters);
    }

    /** {@return the names of the tools, in the order of the request} */
    public Set<String> names() {
        return parameters.keySet();
    }

    /**
     * {@return the schema of the arguments of that tool; empty if it states none}
     *
     * @throws CheckException PM-1405 if it is no JSON Schema that can be used
     */
    Optional<JsonSchema> schemaOf(String name) {
        return schemas.computeIfAbsent(
                name, each -> parameters.getOrDefault(each, Optional.empty()).map(JsonSchema::of));
    }

    /**
     * Makes the schemas of all tools ready.
     *
     * @throws CheckException PM-1405 if one of them is no JSON Schema that can be used
     */
    public void check() {
        for (String name : names()) {
            try {
                schemaOf(name);
            } catch (CheckException e) {
                throw new CheckException(e.code(), "tool '" + name + "': " + e.getMessage());
            }
        }
    }
}
