package dev.promptmeter.validity;

import org.jspecify.annotations.Nullable;

/**
 * The limits of one reason.
 *
 * @param suspect beyond it figures are to be doubted; null only if this reason never speaks against a run
 * @param invalid beyond it they are not to be used; null if this reason never goes so far
 */
public record Bounds(@Nullable Limit suspect, @Nullable Limit invalid) {

    /** The limits of a reason that never speaks against a run, whatever its figure. */
    public static final Bounds OFF = new Bounds(null, null);

    static Bounds of(double suspect, double invalid) {
        return new Bounds(Limit.of(suspect), Limit.of(invalid));
    }

    static Bounds suspectOnly(double suspect) {
        return new Bounds(Limit.of(suspect), null);
    }
}
