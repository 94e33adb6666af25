package dev.promptmeter.stats;

import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A range from {@code lower} to {@code upper}, both included.
 *
 * @param lower the lower end, or null if the interval is open below
 * @param upper the upper end, or null if the interval is open above
 */
public record Interval(@Nullable Double lower, @Nullable Double upper) {

    public Interval {
        requireFinite(lower);
        requireFinite(upper);
        if (lower != null && upper != null && lower > upper) {
            throw new IllegalArgumentException("lower end " + lower + " is above upper end " + upper);
        }
    }

    private static void requireFinite(@Nullable Double end) {
        if (end != null && !Double.isFinite(end)) {
            throw new IllegalArgumentException("an open end is null, not " + end);
        }
    }

    /** {@return whether the value lies within; an open end contains everything on its side} */
    public boolean contains(double value) {
        return (lower == null || lower <= value) && (upper == null || value <= upper);
    }

    /** {@return the interval of the same values after a rising function} */
    Interval map(DoubleUnaryOperator rising) {
        return new Interval(
                lower == null ? null : rising.applyAsDouble(lower), upper == null ? null : rising.applyAsDouble(upper));
    }

    /** {@return how far the ends are apart; infinite if one is open} */
    double width() {
        return lower == null || upper == null ? Double.POSITIVE_INFINITY : upper - lower;
    }

    /**
     * {@return this interval cut to the range that the values can have; an open end becomes the end of the range}
     *
     * <p>For reports only: a bound that decides is compared as it was computed.
     */
    public Interval clippedTo(Interval range) {
        return new Interval(range.clip(lower, range.lower), range.clip(upper, range.upper));
    }

    private @Nullable Double clip(@Nullable Double end, @Nullable Double ifOpen) {
        if (end == null) {
            return ifOpen;
        }
        double raised = lower == null ? end : Math.max(end, lower);
        return upper == null ? raised : Math.min(raised, upper);
    }
}
