package dev.promptmeter.run;

import dev.promptmeter.cost.Price;
import org.jspecify.annotations.Nullable;

/**
 * What a run may cost.
 *
 * @param maxPico picodollars that all its requests may cost together, 0 or more
 * @param assumed price of models that have none; null if all have one
 */
public record SpendLimit(long maxPico, @Nullable Price assumed) {

    /** Refuses a limit below zero. */
    public SpendLimit {
        if (maxPico < 0) {
            throw new IllegalArgumentException("a spending limit is not negative: " + maxPico);
        }
    }
}
