package dev.promptmeter.summary;

import dev.promptmeter.run.CaseId;
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
            case "model", "prompt", "dataset" -> List.of(part(result.id()));
            default -> result.row().meta().getOrDefault(key.substring(META.length()), List.of());
        };
    }

    private String part(CaseId id) {
        return switch (key) {
            case "model" -> id.model();
            case "prompt" -> id.prompt();
            default -> id.dataset();
        };
    }

    /** {@return whether it is about what a row says of itself, which the id of a case does not tell} */
    boolean ofRow() {
        return key.equals("tag") || key.startsWith(META);
    }

    /** {@return whether it is about the id of a case and does not hold for that one} */
    boolean excludes(CaseId id) {
        return !ofRow() && pattern.matches(part(id)) == negated;
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
