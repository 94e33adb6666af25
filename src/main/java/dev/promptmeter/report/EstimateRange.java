package dev.promptmeter.report;

import dev.promptmeter.cost.Cost;
import org.jspecify.annotations.Nullable;

/**
 * What something will come to, as far as anybody knows.
 *
 * @param low a value that it will likely exceed; null if unknown
 * @param likely null if unknown
 * @param max what it cannot exceed; null if unknown
 */
public record EstimateRange(
        @Nullable Long low, @Nullable Long likely, @Nullable Long max) {

    /** Nothing at all. */
    static final EstimateRange NOTHING = new EstimateRange(0L, 0L, 0L);

    /** {@return the sum; a part of it is unknown if it is unknown in either} */
    EstimateRange plus(EstimateRange other) {
        return new EstimateRange(plus(low, other.low), plus(likely, other.likely), plus(max, other.max));
    }

    private static @Nullable Long plus(@Nullable Long one, @Nullable Long other) {
        return one == null || other == null ? null : (Long) Cost.sum(one, other);
    }
}
