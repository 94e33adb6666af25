package dev.promptmeter.run;

import com.google.re2j.Pattern;
import dev.promptmeter.dataset.Check;
import dev.promptmeter.dataset.Row;
import dev.promptmeter.score.CheckSet;
import dev.promptmeter.score.PreparedCheck;
import dev.promptmeter.score.Scorers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.StringNode;

/**
 * Puts together what the answers of one row are judged by: the checks of suite and dataset, in whose texts {@code {{name}}} stands for
 * the row's variable, then the row's own, which are never templates. Safe for many threads.
 */
public final class CaseChecks {

    private static final String FINISH_REASON = "finish-reason";

    /** A schema, a range or a limit is no text; a number may be one placeholder. */
    private static final Set<String> NEVER_TEMPLATED = Set.of(
            "is-json",
            "contains-json",
            "word-count",
            "char-count",
            FINISH_REASON,
            "latency",
            "latency-total",
            "cost",
            "is-empty",
            "is-refusal",
            "token-count",
            "tokens",
            "ttft",
            "perplexity",
            "perplexity-score");

    /** What else their text holds is JSON or a path, in which braces may mean something else. */
    private static final Set<String> TEMPLATED_AS_A_WHOLE = Set.of("json-path", "json-equals", "json-diff");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\s*\\{\\{[^{}]*\\}\\}\\s*");

    private final Scorers scorers;
    private final List<Shared> shared;
    private final @Nullable Double threshold;
    private final @Nullable CheckSet constant;

    /** A check of suite or dataset; ready at once if no variable stands in it. */
    private record Shared(Check check, @Nullable PreparedCheck ready) {}

    /**
     * Takes what all rows of a dataset have in common.
     *
     * @param checks of suite and dataset, in that order
     * @param threshold row threshold where a row has none; null for none
     * @param scorers that judge
     * @throws dev.promptmeter.score.CheckException if one of them cannot be used as it is written
     */
    public CaseChecks(List<Check> checks, @Nullable Double threshold, Scorers scorers) {
        this.scorers = scorers;
        this.threshold = threshold;
        this.shared = checks.stream().map(this::shared).toList();
        boolean allReady = shared.stream().allMatch(each -> each.ready() != null);
        this.constant = allReady ? set(shared.stream().map(Shared::ready).toList(), threshold) : null;
    }

    private Shared shared(Check check) {
        return new Shared(check, templated(check) ? null : scorers.prepare(check));
    }

    /**
     * {@return the checks of that row in the order suite, dataset, row}
     *
     * @throws dev.promptmeter.score.CheckException if one of them cannot be used as it is written
     */
    public CheckSet of(Row row, Map<String, String> vars) {
        if (constant != null && row.checks().isEmpty() && row.options().threshold() == null) {
            return constant;
        }
        List<PreparedCheck> all = new ArrayList<>(shared.size() + row.checks().size());
        for (Shared each : shared) {
            if (!replaced(each.check(), row)) {
                all.add(each.ready() != null ? each.ready() : scorers.prepare(filled(each.check(), vars)));
            }
        }
        row.checks().forEach(check -> all.add(scorers.prepare(check)));
        Double own = row.options().threshold();
        return set(all, own != null ? own : threshold);
    }

    private static CheckSet set(List<PreparedCheck> checks, @Nullable Double threshold) {
        return checks.isEmpty() ? CheckSet.NONE : CheckSet.of(checks, threshold);
    }

    private static boolean replaced(Check check, Row row) {
        return check.type().equals(FINISH_REASON) && !check.negated() && row.replacesFinishReason();
    }

    /** {@return the names that the texts of those checks use} */
    public static List<String> names(Check check) {
        List<String> names = new ArrayList<>();
        if (templated(check)) {
            texts(check.value(), text -> {
                names.addAll(PromptTemplate.parse(text).names());
                return text;
            });
        }
        return names;
    }

    private static boolean templated(Check check) {
        if (TEMPLATED_AS_A_WHOLE.contains(check.type())) {
            JsonNode value = check.value();
            return value != null && value.isString() && PLACEHOLDER.matches(value.stringValue());
        }
        boolean[] found = {false};
        if (!NEVER_TEMPLATED.contains(check.type())) {
            texts(check.value(), text -> {
                found[0] |= text.contains("{{");
                return text;
            });
        }
        return found[0];
    }

    private static Check filled(Check check, Map<String, String> vars) {
        // What a row brings into a pattern is text to be found, never a pattern of its own.
        Map<String, String> values = switch (check.type()) {
            case "regex" -> quoted(vars, Pattern::quote);
            case "java-regex" -> quoted(vars, java.util.regex.Pattern::quote);
            default -> vars;
        };
        return check.withValue(
                texts(check.value(), text -> PromptTemplate.parse(text).render(values)));
    }

    private static Map<String, String> quoted(Map<String, String> vars, UnaryOperator<String> quote) {
        return vars.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, var -> quote.apply(var.getValue())));
    }

    private static @Nullable JsonNode texts(@Nullable JsonNode value, UnaryOperator<String> change) {
        if (value == null) {
            return null;
        }
        if (value.isString()) {
            return StringNode.valueOf(change.apply(value.stringValue()));
        }
        if (!value.isArray()) {
            return value;
        }
        ArrayNode changed = JsonNodeFactory.instance.arrayNode();
        value.forEach(item -> changed.add(texts(item, change)));
        return changed;
    }
}
