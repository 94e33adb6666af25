package dev.promptmeter.gate;

import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What a figure is compared with.
 *
 * @param kind whether it is a number of its own or one beside the baseline
 * @param value in the figure's own unit; of a shift what is added to the baseline, negative for a drop; of a factor more than 0
 * @param text as gates write it, {@code 95%} or {@code baseline - 2pp}
 */
public record Bound(Kind kind, double value, String text) {

    /** What the value of a bound is. */
    public enum Kind {
        /** The bound itself. */
        NUMBER,
        /** Added to the baseline's figure. */
        SHIFT,
        /** Times the baseline's figure. */
        FACTOR
    }

    /** Refuses a factor that is not above 0. */
    public Bound {
        if (kind == Kind.FACTOR && !(value > 0)) {
            throw new IllegalArgumentException("a factor is above 0: " + value);
        }
    }

    /**
     * {@return the bound in the figure's own unit; empty if it needs a baseline's figure that is not known}
     *
     * @param baseline the baseline's figure; null if it is not known
     */
    public OptionalDouble effective(@Nullable Double baseline) {
        if (kind == Kind.NUMBER) {
            return OptionalDouble.of(value);
        }
        return baseline == null
                ? OptionalDouble.empty()
                : OptionalDouble.of(kind == Kind.SHIFT ? baseline + value : baseline * value);
    }
}
