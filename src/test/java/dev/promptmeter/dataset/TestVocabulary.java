package dev.promptmeter.dataset;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The names of the catalogue of checks, for tests of cells. */
final class TestVocabulary implements Vocabulary {

    private static final Set<String> WITH_NUMBER = Set.of(
            "numeric",
            "levenshtein",
            "levenshtein-ratio",
            "bleu",
            "gleu",
            "rouge-1",
            "rouge-2",
            "rouge-l",
            "rouge-n",
            "chrf",
            "token-f1",
            "similar",
            "similar:cosine",
            "similar:dot",
            "latency",
            "latency-total",
            "ttft",
            "cost",
            "perplexity",
            "perplexity-score",
            "llm-rubric",
            "numeric-last",
            "json-diff",
            "java:iban-valid");

    private static final Set<String> WITHOUT_NUMBER = Set.of(
            "equals",
            "iequals",
            "one-of",
            "ione-of",
            "contains",
            "icontains",
            "contains-all",
            "icontains-all",
            "contains-any",
            "icontains-any",
            "starts-with",
            "ends-with",
            "istarts-with",
            "iends-with",
            "regex",
            "is-empty",
            "word-count",
            "char-count",
            "token-count",
            "is-refusal",
            "is-json",
            "contains-json",
            "json-equals",
            "json-path",
            "finish-reason",
            "tool-call",
            "exact-match",
            "tokens",
            "select-best");

    private static final Map<String, String> FOREIGN = Map.of(
            "g-eval", "llm-rubric(t)", "moderation", "llm-label, is-refusal", "trajectory", "tool-call or tool-args");

    @Override
    public Set<String> names() {
        var names = new HashSet<>(WITH_NUMBER);
        names.addAll(WITHOUT_NUMBER);
        return names;
    }

    @Override
    public Optional<String> replacementFor(String foreignName) {
        return Optional.ofNullable(FOREIGN.get(foreignName));
    }

    @Override
    public boolean takesNumber(String name) {
        return WITH_NUMBER.contains(name);
    }
}
