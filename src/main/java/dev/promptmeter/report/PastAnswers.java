package dev.promptmeter.report;

import dev.promptmeter.run.CaseResult;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What answers of earlier runs were like, model by model: what the next ones will likely be like. Holds three numbers for each. */
public final class PastAnswers {

    private final Map<String, Model> models = new HashMap<>();
    private int runs;

    private static final class Model {
        private final List<Long> tokens = new ArrayList<>();
        private final List<Long> pico = new ArrayList<>();
        private final List<Long> nanos = new ArrayList<>();
    }

    /** Another run is read from now on. */
    public void beginRun() {
        runs++;
    }

    /** Takes the answer of a result, if there is one. */
    public void add(CaseResult result) {
        var completion = result.completion();
        if (completion == null) {
            return;
        }
        Model model = models.computeIfAbsent(result.id().model(), id -> new Model());
        add(model.tokens, completion.usage().completion());
        add(model.pico, result.cost().pico());
        add(model.nanos, result.latencyNanos());
    }

    private static void add(List<Long> values, @Nullable Long value) {
        if (value != null) {
            values.add(value);
        }
    }

    /** {@return how many runs were read} */
    public int runs() {
        return runs;
    }

    /** {@return the tokens of an answer that a quarter of the answers stayed below; null if none are known} */
    @Nullable
    Long fewTokens(String model) {
        return quartile(model(model).tokens, 1);
    }

    /** {@return the median of the tokens of an answer; null if none are known} */
    @Nullable
    Long likelyTokens(String model) {
        return quartile(model(model).tokens, 2);
    }

    /** {@return the median of what an answer cost, picodollars; null if nothing is known} */
    @Nullable
    Long likelyPico(String model) {
        return quartile(model(model).pico, 2);
    }

    /** {@return the median latency of an answer; null if none is known} */
    @Nullable
    Long likelyNanos(String model) {
        return quartile(model(model).nanos, 2);
    }

    private Model model(String id) {
        return models.getOrDefault(id, new Model());
    }

    private static @Nullable Long quartile(List<Long> values, int quarter) {
        if (values.isEmpty()) {
            return null;
        }
        List<Long> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get((sorted.size() - 1) * quarter / 4);
    }
}
