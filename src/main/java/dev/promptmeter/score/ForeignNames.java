package dev.promptmeter.score;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Names of checks that are not built in: those of other tools, and those that are planned. */
final class ForeignNames {

    private static final String PLANNED = "it is not yet supported";
    private static final String RUBRIC = "use llm-rubric(t) with the context in the criterion";
    private static final Set<String> CODE = Set.of("javascript", "fn", "eval", "python", "ruby", "webhook", "file");

    private final Map<String, String> replacements = new LinkedHashMap<>();

    ForeignNames() {
        for (String name : words("select-best assert-set")) {
            replacements.put(name, PLANNED);
        }
        for (String name :
                words("g-eval pi search-rubric agent-rubric answer-relevance context-faithfulness context-recall"
                        + " context-relevance conversation-relevance")) {
            replacements.put(name, RUBRIC);
        }
        replacements.put("classifier", "use llm-label");
        replacements.put("moderation", "use finish-reason: content_filter");
        replacements.put("guardrails", "use finish-reason: content_filter");
        replacements.put("max-score", "compare the models in the report");
        for (String name : words("skill-used human")) {
            replacements.put(name, "there is no replacement");
        }
    }

    private static String[] words(String names) {
        return names.split(" ");
    }

    private void planned(String name, String meanwhile) {
        replacements.put(name, PLANNED + "; until then use " + meanwhile);
    }

    /** {@return what to write instead of that name, as the end of a sentence; empty if nobody knows it} */
    Optional<String> replacementFor(String name) {
        if (name.startsWith("trajectory:") || name.startsWith("trace-")) {
            return Optional.of("there is no replacement");
        }
        return Optional.ofNullable(replacements.get(name));
    }

    /** {@return whether that name would run code or read something from outside} */
    boolean code(String name) {
        return CODE.contains(name);
    }
}
