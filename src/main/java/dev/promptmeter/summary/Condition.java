package dev.promptmeter.summary;

import dev.promptmeter.run.CaseResult;
import dev.promptmeter.run.Glob;
import java.util.List;

/**
 * One condition of a selector.
 *
 * @param key {@code tag}, {@code model}, {@code prompt}, {@code dataset} or {@code meta.NAME}
 * @param negated whether it stood with {@code !=}
 * @param pattern what the value must be
 */
public record Condition(String key, boolean negated, Glob pattern) {

    private static final String META = "meta.";

    /** {@return whether it holds for that result; a list of values matches if one of them does} */
    public boolean holds(CaseResult result) {
        boolean found = values(result).stream().anyMatch(pattern::matches);
        return found != negated;
    }

    private List<String> values(CaseResult result) {
        return switch (key) {
            case "tag" -> result.row().tags();
            case "model" -> List.of(result.id().model());
            case "prompt" -> List.of(result.id().prompt());
            case "dataset" -> List.of(result.id().dataset());
            default -> result.row().meta().getOrDefault(key.substring(META.length()), List.of());
        };
    }

    /** {@return whether that is a key of the grammar} */
    public static boolean knows(String key) {
        return List.of("tag", "model", "prompt", "dataset").contains(key)
                || key.startsWith(META) && key.length() > META.length();
    }

    @Override
    public String toString() {
        return key + (negated ? "!=" : "=") + pattern;
    }
}
