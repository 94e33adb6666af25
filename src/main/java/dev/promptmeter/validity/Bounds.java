package dev.promptmeter.validity;

import org.jspecify.annotations.Nullable;

/**
 * The limits of one reason.
 *
 * @param suspect beyond it figures are to be doubted
 * @param invalid beyond it they are not to be used; null if this reason never goes so far
 */
public record Bounds(Limit suspect, @Nullable Limit invalid) {

    static Bounds of(double suspect, double invalid) {
        return new Bounds(Limit.of(suspect), Limit.of(invalid));
    }

    static Bounds suspectOnly(double suspect) {
        return new Bounds(Limit.of(suspect), null);
    }
}
