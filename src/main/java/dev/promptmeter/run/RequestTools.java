package dev.promptmeter.run;

import dev.promptmeter.score.OfferedTools;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The tools that the requests of a run offer, one value for each pair of prompt and model. Safe for many threads. */
public final class RequestTools {

    private static final String TOOLS = "tools";

    private final Map<Pair, OfferedTools> known = new ConcurrentHashMap<>();

    private record Pair(String prompt, String model) {}

    /** {@return the tools that this prompt offers to that model; its own parameters are laid over the model's} */
    public OfferedTools of(Prompt prompt, Model model) {
        JsonNode written = written(prompt.params(), model.params());
        return written == null
                ? OfferedTools.NONE
                : known.computeIfAbsent(new Pair(prompt.id(), model.id()), pair -> OfferedTools.of(written));
    }

    private static @Nullable JsonNode written(Map<String, JsonNode> prompt, Map<String, JsonNode> model) {
        JsonNode own = prompt.get(TOOLS);
        return own == null ? model.get(TOOLS) : own;
    }
}
