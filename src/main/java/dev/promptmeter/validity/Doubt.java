package dev.promptmeter.validity;

import org.jspecify.annotations.Nullable;

/**
 * A reason that speaks against a measurement.
 *
 * @param reason which
 * @param level how much, never {@code VALID}
 * @param value its figure: a share, a ratio, or nanoseconds where {@link Reason#timed} says so
 * @param limit what it is beyond, in the same unit
 * @param where which shards of a merged run it is about, such as {@code shard 3 of 4 and 1 more}; null for the whole run
 */
public record Doubt(
        Reason reason,
        Level level,
        double value,
        double limit,
        @Nullable String where) {

    /** About the whole run. */
    public Doubt(Reason reason, Level level, double value, double limit) {
        this(reason, level, value, limit, null);
    }
}
