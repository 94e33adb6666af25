package dev.promptmeter.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a plan would ask, without asking it. Retries are not foreseen.
 *
 * @param results that there would be, left out rows and repeats included
 * @param cached of them, those whose answers are in the cache
 * @param onRecord of them, those whose answers or results are on record
 * @param spentPico picodollars that earlier starts have spent or set aside, where a limit counts them; else 0
 * @param lanes one for each model and what it is asked for, in the order of the plan
 * @param questions the first question that each prompt would put, by prompt id
 */
public record Forecast(
        long results, long cached, long onRecord, long spentPico, List<Lane> lanes, Map<String, String> questions) {

    /** What a model is asked for. */
    public enum Purpose {
        /** Answers to the cases. */
        CASES,
        /** What a judge says of answers. */
        JUDGE,
        /** Numbers that stand for texts. */
        EMBEDDINGS
    }

    /**
     * What one model would be asked for one purpose.
     *
     * @param model its id
     * @param requests that would be sent, warm-up left out; at most so many to a judge, whom nobody asks about an answer without text
     * @param warmups that would be sent before them
     * @param characters of all their messages
     * @param limits on the tokens of their answers; null if one of them has none
     * @param mostPico picodollars that they can cost together; null without such limits, or without a price
     */
    public record Lane(
            Purpose purpose,
            String model,
            long requests,
            long warmups,
            long characters,
            @Nullable TokenLimits limits,
            @Nullable Long mostPico) {}

    /**
     * How many tokens the answers to some requests may have.
     *
     * @param least that one of them allows
     * @param most that one of them allows
     * @param total of all of them
     */
    public record TokenLimits(long least, long most, long total) {}

    /** Copies the collections and keeps their order. */
    public Forecast {
        lanes = List.copyOf(lanes);
        questions = Collections.unmodifiableMap(new LinkedHashMap<>(questions));
    }

    /**
     * {@return what that plan would ask; its datasets are read once, and its models need not be there}
     *
     * @param history what earlier starts have on record
     * @param cache answers of other runs
     * @throws dev.promptmeter.dataset.DatasetException if a dataset changed since it was checked
     */
    public static Forecast of(RunPlan plan, History history, AnswerCache cache) {
        return new Forecaster(plan, history, cache).forecast();
    }

    /** {@return how many requests would be sent, warm-up included} */
    public long requests() {
        return lanes.stream()
                .mapToLong(lane -> lane.requests() + lane.warmups())
                .sum();
    }
}
