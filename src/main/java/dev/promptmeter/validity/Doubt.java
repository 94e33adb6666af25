package dev.promptmeter.validity;

/**
 * A reason that speaks against a measurement.
 *
 * @param reason which
 * @param level how much, never {@code VALID}
 * @param value its figure: a share, a ratio, or nanoseconds where {@link Reason#timed} says so
 * @param limit what it is beyond, in the same unit
 */
public record Doubt(Reason reason, Level level, double value, double limit) {}
