package dev.promptmeter.suite;

import org.jspecify.annotations.Nullable;

/**
 * How fast requests to a model may start.
 *
 * @param startsPerMinute null for no limit
 * @param tokensPerMinute null for no limit
 */
public record Rates(
        @Nullable Double startsPerMinute, @Nullable Long tokensPerMinute) {

    static final Key<Double> STARTS = Key.optional("rate", Quantities.rate());
    static final Key<Integer> TOKENS = Key.optional("tokensPerMinute", Scalars.integer(1, Integer.MAX_VALUE));

    static Rates of(Values values) {
        Integer tokens = values.find(TOKENS);
        return new Rates(values.find(STARTS), tokens == null ? null : (Long) tokens.longValue());
    }
}
