package dev.promptmeter.run;

import dev.promptmeter.cost.PriceList;
import dev.promptmeter.cost.Tariff;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything a run needs to know, decided before it starts.
 *
 * @param datasets in suite order
 * @param load when requests start
 * @param order in which cases are sent
 * @param repeat answers per case, 1 to 1000
 * @param warmup warm-up requests per model, taken from the end of the last dataset; null for 2, or 0 in a run of fewer than 20 cases
 * @param retry what follows a failed attempt
 * @param prices what tokens cost
 * @param limits when to stop early
 * @param seed of back-off jitter
 * @param advisers the models that checks ask
 */
public record RunPlan(
        List<PlannedDataset> datasets,
        Load load,
        Order order,
        int repeat,
        @Nullable Integer warmup,
        Retry retry,
        PriceList prices,
        Limits limits,
        long seed,
        Advisers advisers) {

    private static final int JUDGED_AT_ONCE = 8;

    /** {@return the same with others to ask for checks and for nothing else; of its limits that on spending alone holds for them} */
    public RunPlan judgedBy(Advisers others) {
        Limits money = new Limits(null, null, limits.spend());
        Load now = withoutWaiting().load();
        return new RunPlan(datasets, now, order, repeat, warmup, retry, prices, money, seed, others.unprobed());
    }

    /** {@return the same for answers that are there already: they are judged at once, whenever they were planned} */
    RunPlan withoutWaiting() {
        Load now = load instanceof Load.Open open ? new Load.Closed(Math.min(JUDGED_AT_ONCE, open.cap())) : load;
        return new RunPlan(datasets, now, order, repeat, warmup, retry, prices, limits, seed, advisers);
    }

    /** In which order cases are sent; results are always listed in dataset order. */
    public enum Order {
        /** Row by row, prompt by prompt, the models of a prompt next to each other. */
        INTERLEAVE
    }

    /**
     * When to stop early.
     *
     * @param maxDuration no new request after so long; null for no limit
     * @param failFast no new request after so many failures; null for no limit
     * @param spend what all requests may cost
     */
    public record Limits(
            @Nullable Duration maxDuration, @Nullable Integer failFast, SpendLimit spend) {

        /** No limit. */
        public static final Limits NONE = new Limits(null, null, SpendLimit.NONE);
    }

    /** {@return the part of a run that it is for; null for the whole} */
    public @Nullable Shard shard() {
        return datasets.isEmpty() ? null : datasets.get(0).selection().shard();
    }

    /** {@return what requests count for against a spending limit} */
    public Tariff tariff() {
        return new Tariff(prices, limits.spend().assumed());
    }

    /** Copies the datasets and refuses counts out of range. */
    public RunPlan {
        datasets = List.copyOf(datasets);
        if (repeat < 1 || repeat > 1000) {
            throw new IllegalArgumentException("repeat lies between 1 and 1000: " + repeat);
        }
    }
}
