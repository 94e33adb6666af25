package dev.promptmeter.run;

import dev.promptmeter.cost.Price;
import org.jspecify.annotations.Nullable;

/**
 * What a run may cost, and how that is reckoned.
 *
 * @param maxPico picodollars that all its requests may cost together, 0 or more; null for no limit
 * @param assumed price of models that have none, for this limit and for a judge's own; null for nothing
 */
public record SpendLimit(@Nullable Long maxPico, @Nullable Price assumed) {

    /** No limit. */
    public static final SpendLimit NONE = new SpendLimit(null, null);

    /** Refuses a limit below zero. */
    public SpendLimit {
        if (maxPico != null && maxPico < 0) {
            throw new IllegalArgumentException("a spending limit is not negative: " + maxPico);
        }
    }
}
