package dev.promptmeter.report;

import dev.promptmeter.chat.Completion;
import dev.promptmeter.chat.TokenUsage;
import dev.promptmeter.compare.BaselineRepeat;
import dev.promptmeter.compare.CaseChange;
import dev.promptmeter.compare.CaseChanges;
import dev.promptmeter.run.CaseId;
import dev.promptmeter.run.CaseResult;
import dev.promptmeter.score.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the page knows of every case: enough to filter, sort, chart and list it, in columns of numbers and short texts. */
final class CaseIndex {

    private static final int SNIPPET = 96;
    private static final long NANOS_PER_MICRO = 1_000;

    private static final List<String> NAMES = List.of(
            "row",
            "prompt",
            "model",
            "repeat",
            "verdict",
            "score",
            "origin",
            "latency",
            "ttft",
            "e2e",
            "attempts",
            "billed",
            "cost",
            "tokensIn",
            "tokensOut",
            "tokens",
            "finish",
            "snippet",
            "error",
            "reason",
            "failed");

    private static final List<String> OF_COMPARED = List.of("change", "before");

    private final Map<String, Column> columns = new LinkedHashMap<>();
    private final Words prompts = new Words();
    private final Words models = new Words();
    private final Words errors = new Words();
    private final Words failedChecks = new Words();

    private final CaseChanges changes;

    /** Takes what became of the cases since the baseline of their run. */
    CaseIndex(CaseChanges changes) {
        this.changes = changes;
        // A run without a case has every column too, and nothing in it.
        NAMES.forEach(name -> columns.put(name, new Column(name)));
        if (changes != CaseChanges.NONE) {
            OF_COMPARED.forEach(name -> columns.put(name, new Column(name)));
        }
    }

    /** Takes the next result. {@code row} is the number of its row in the report. */
    void add(CaseResult result, int row) {
        column("row").add(row);
        column("prompt").add(prompts.number(result.id().prompt()));
        column("model").add(models.number(result.id().model()));
        column("repeat").add(result.id().repeat());
        column("verdict").add(result.verdict().ordinal());
        column("score").add(result.score());
        column("origin").add(result.origin().ordinal());
        addTimes(result);
        addCost(result);
        addAnswer(result);
        addFaults(result);
        if (changes != CaseChanges.NONE) {
            addChange(result.id());
        }
    }

    private void addChange(CaseId id) {
        CaseChange change = changes.of(id);
        BaselineRepeat before = changes.before(id);
        column("change").add(change == null ? null : change.ordinal());
        column("before").add(before == null ? null : before.verdict().ordinal());
    }

    private void addTimes(CaseResult result) {
        column("latency").add(micros(result.latencyNanos()));
        column("ttft").add(micros(result.ttftNanos()));
        column("e2e").add(micros(result.e2eNanos()));
        column("attempts").add(result.attempts().size());
        column("billed")
                .add(result.maybeBilled());
    }

    private static @Nullable Long micros(@Nullable Long nanos) {
        return nanos == null ? null : Math.round((double) nanos / NANOS_PER_MICRO);
    }

    private void addCost(CaseResult result) {
        column("cost").add(result.cost().pico());
        Completion completion = result.completion();
        TokenUsage usage = completion == null ? TokenUsage.NONE : completion.usage();
        column("tokensIn").add(usage.prompt());
        column("tokensOut").add(usage.completion());
        column("tokens").add(total(usage));
    }

    private static @Nullable Long total(TokenUsage usage) {
        if (usage.total() != null || usage.prompt() == null || usage.completion() == null) {
            return usage.total();
        }
        return usage.prompt() + usage.completion();
    }

    private void addAnswer(CaseResult result) {
        Completion completion = result.completion();
        column("finish")
                .add(completion == null ? null : completion.finish().kind().ordinal());
        column("snippet").add(result.output() == null ? null : start(result.output()));
    }

    private void addFaults(CaseResult result) {
        column("error")
                .add(errors.number(
                        result.failure() == null ? null : result.failure().word()));
        column("reason").add(result.reason() == null ? null : start(result.reason()));
        column("failed").add(failedChecks.number(failedNames(result.outcomes())));
    }

    /** Types and metrics of the checks that do not hold, a failing group's among them; a line break cannot be part of either. */
    private static @Nullable String failedNames(List<Outcome> outcomes) {
        String names = outcomes.stream()
                .flatMap(outcome -> outcome.failures().stream())
                .map(Outcome::check)
                .map(check -> check.metric() == null ? check.name() : check.name() + "\t" + check.metric())
                .distinct()
                .collect(Collectors.joining("\n"));
        return names.isEmpty() ? null : names;
    }

    private static String start(String text) {
        return Excerpts.start(text, SNIPPET);
    }

    private Column column(String name) {
        return Objects.requireNonNull(columns.get(name), name);
    }

    Iterable<Column> columns() {
        return columns.values();
    }

    List<String> prompts() {
        return prompts.list();
    }

    List<String> models() {
        return models.list();
    }

    List<String> errors() {
        return errors.list();
    }

    List<String> failedChecks() {
        return failedChecks.list();
    }
}
