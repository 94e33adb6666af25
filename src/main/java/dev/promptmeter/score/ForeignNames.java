package dev.promptmeter.score;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Names of checks in other tools that are not built in here. */
final class ForeignNames {

    private static final String NOTHING =
            "there is no replacement; tool-call and tool-args look at the calls of an answer";
    private static final List<String> PREFIXES = List.of("trajectory:", "trace-");
    static final Set<String> CODE = Set.of("javascript", "fn", "eval", "python", "ruby", "webhook", "file");

    private final Map<String, String> replacements = new LinkedHashMap<>();

    ForeignNames() {
        addElsewhere();
    }

    /** Types of promptfoo that have no twin here. */
    private void addElsewhere() {
        for (String name : words("g-eval pi search-rubric agent-rubric")) {
            replacements.put(name, "use llm-rubric with a threshold, such as llm-rubric(0.7): polite and correct");
        }
        for (String name : words(
                "answer-relevance context-faithfulness context-recall context-relevance" + " conversation-relevance")) {
            replacements.put(name, "use llm-rubric with a threshold and put the context into the criterion");
        }
        replacements.put("classifier", "use llm-label, or icontains-any");
        replacements.put("moderation", "use is-refusal, or finish-reason: content_filter");
        replacements.put("guardrails", "use is-refusal, or finish-reason: content_filter");
        replacements.put("max-score", "compare the models in the report, or use select-best");
        for (String name : words("skill-used human")) {
            replacements.put(name, NOTHING);
        }
        PREFIXES.forEach(prefix -> replacements.put(prefix + "*", NOTHING));
    }

    private static String[] words(String names) {
        return names.split(" ");
    }

    /** {@return what to write instead of that name, as the end of a sentence; empty if nobody knows it} */
    Optional<String> replacementFor(String name) {
        String family = PREFIXES.stream()
                .filter(prefix -> (name + ":").startsWith(prefix))
                .findFirst()
                .map(prefix -> prefix + "*")
                .orElse(name);
        return Optional.ofNullable(replacements.get(family));
    }

    /** {@return every such name, or prefix with a star, and what to write instead, as the end of a sentence} */
    Map<String, String> all() {
        return Collections.unmodifiableMap(replacements);
    }

    /** {@return whether that name would run code or read something from outside} */
    boolean code(String name) {
        return CODE.contains(name);
    }
}
