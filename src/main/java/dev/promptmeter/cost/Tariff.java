package dev.promptmeter.cost;

import dev.promptmeter.chat.Answered;
import dev.promptmeter.chat.Completion;
import dev.promptmeter.chat.Exchange;
import dev.promptmeter.chat.Failed;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What requests count for where spending is limited: the prices of a suite, and a price that is assumed of models that have none. What
 * is assumed limits spending and is never shown as a cost.
 *
 * @param prices of the suite
 * @param assumed of a model without a price; null for nothing
 */
public record Tariff(PriceList prices, @Nullable Price assumed) {

    /** A token has about three characters at least, and a fifth is added for texts that have fewer. */
    private static final BigDecimal TOKENS_PER_BYTE = new BigDecimal("0.4");

    /** {@return the price that limits spending on that model; empty if nobody named one} */
    public Optional<Price> of(String model) {
        return prices.of(model).or(() -> Optional.ofNullable(assumed));
    }

    /**
     * {@return the most picodollars that a request is expected to cost; 0 if nobody named a price}
     *
     * @param bytes of its body, which are never fewer than its characters
     * @param outputTokens that its answer may have, over all choices
     */
    public long most(String model, long bytes, long outputTokens) {
        return of(model)
                .map(price -> price.most(TOKENS_PER_BYTE.multiply(BigDecimal.valueOf(bytes)), outputTokens))
                .orElse(0L);
    }

    /**
     * {@return the picodollars that an attempt counts for; null if nobody can tell, so that what was set aside for it stays}
     *
     * @param exchange what it came to
     * @param cost what it is known to have cost
     */
    public @Nullable Long charged(String model, Exchange exchange, Cost cost) {
        if (cost.pico() != null) {
            return cost.pico();
        }
        Completion completion =
                exchange instanceof Answered answered ? answered.completion() : ((Failed) exchange).partial();
        return completion == null || prices.of(model).isPresent() || assumed == null
                ? null
                : assumed.pico(completion.usage()).orElse(null);
    }
}
