package dev.promptmeter.summary;

import dev.promptmeter.chat.TokenUsage;
import dev.promptmeter.cost.Cost;
import dev.promptmeter.run.CaseResult;
import dev.promptmeter.run.Judging;
import dev.promptmeter.score.OrderEffect;
import java.util.TreeSet;

/** Adds up what judging took. */
final class JudgeTally {

    /** An endpoint that reports another name each time must not fill the memory. */
    private static final int MOST_MODELS = 16;

    private final TreeSet<String> models = new TreeSet<>();
    private long answers;
    private long calls;
    private long knownPico;
    private long unknown;
    private long promptTokens;
    private long completionTokens;
    private long disagreed;
    private long cut;
    private OrderEffect orderEffect = OrderEffect.NONE;

    void add(CaseResult result) {
        Judging judging = result.judging();
        orderEffect = orderEffect.plus(judging.orderEffect());
        if (judging.calls().isEmpty()) {
            return;
        }
        answers++;
        disagreed += judging.flags().contains(Judging.DISAGREED) ? 1 : 0;
        cut += judging.flags().contains(Judging.CUT) ? 1 : 0;
        judging.calls().forEach(this::add);
    }

    private void add(Judging.Call call) {
        calls++;
        Cost cost = call.attempt().cost();
        unknown += cost.pico() == null ? 1 : 0;
        knownPico = Cost.sum(knownPico, cost.pico() == null ? 0 : cost.pico());
        TokenUsage usage = call.usage();
        promptTokens = Math.addExact(promptTokens, usage.prompt() == null ? 0 : usage.prompt());
        completionTokens = Math.addExact(completionTokens, usage.completion() == null ? 0 : usage.completion());
        if (call.model() != null) {
            addModel(call.model());
        }
    }

    /** The first of all in the alphabet are kept, so that the order of merging changes nothing. */
    private void addModel(String name) {
        models.add(name);
        if (models.size() > MOST_MODELS) {
            models.remove(models.last());
        }
    }

    void merge(JudgeTally other) {
        answers += other.answers;
        calls += other.calls;
        knownPico = Cost.sum(knownPico, other.knownPico);
        unknown += other.unknown;
        promptTokens = Math.addExact(promptTokens, other.promptTokens);
        completionTokens = Math.addExact(completionTokens, other.completionTokens);
        disagreed += other.disagreed;
        cut += other.cut;
        orderEffect = orderEffect.plus(other.orderEffect);
        other.models.forEach(this::addModel);
    }

    JudgeTotals totals() {
        return new JudgeTotals(
                answers,
                calls,
                knownPico,
                unknown,
                promptTokens,
                completionTokens,
                disagreed,
                cut,
                orderEffect,
                models);
    }
}
