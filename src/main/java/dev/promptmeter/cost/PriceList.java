package dev.promptmeter.cost;

import dev.promptmeter.chat.Answered;
import dev.promptmeter.chat.Billed;
import dev.promptmeter.chat.Completion;
import dev.promptmeter.chat.Exchange;
import dev.promptmeter.chat.Failed;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The prices of a suite by model id.
 *
 * @param asOf date the prices were true, {@code YYYY-MM-DD}; null if no price is written
 * @param prices by model id of the suite; a model that is not here has no known price
 */
public record PriceList(@Nullable String asOf, Map<String, Price> prices) {

    /** No prices at all. */
    public static final PriceList NONE = new PriceList(null, Map.of());

    /** Copies the prices. */
    public PriceList {
        prices = Map.copyOf(prices);
    }

    /** {@return the price of that model, if the suite names one} */
    public Optional<Price> of(String model) {
        return Optional.ofNullable(prices.get(model));
    }

    /** {@return what an attempt at that model cost; nothing if it failed and was surely not billed} */
    public Cost costOf(String model, Exchange exchange) {
        if (exchange instanceof Answered answered) {
            return costOf(model, answered.completion());
        }
        Failed failed = (Failed) exchange;
        Cost cost = costOf(model, failed.partial());
        return cost.source() == CostSource.UNKNOWN && failed.billed() == Billed.NO ? Cost.NOTHING : cost;
    }

    /**
     * {@return what an answer of that model cost: free, else as the provider states, else by its tokens, else unknown}
     *
     * @param completion the answer; null if none was understood
     */
    public Cost costOf(String model, @Nullable Completion completion) {
        Price price = prices.get(model);
        if (price != null && price.free()) {
            return Cost.FREE;
        }
        if (completion == null) {
            return Cost.UNKNOWN;
        }
        Long computed = price == null ? null : price.pico(completion.usage()).orElse(null);
        if (completion.statedPico() != null) {
            return Cost.stated(completion.statedPico(), computed);
        }
        return computed == null ? Cost.UNKNOWN : new Cost(computed, CostSource.PRICE);
    }
}
