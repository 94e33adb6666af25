package dev.promptmeter.summary;

import org.jspecify.annotations.Nullable;

/**
 * One named figure of a run or of a part of it.
 *
 * @param name as gates write it, such as {@code latency.p95}
 * @param unit what it counts
 * @param value the figure; null if it cannot be known
 * @param low lower end of its two-sided 95 % interval; null if open or there is none
 * @param high upper end; null if open or there is none
 * @param n values it was taken over
 * @param absence why there is no value, such as {@code NO_DATA}, {@code TOO_FEW}, {@code CENSORED}, {@code COST_UNKNOWN}; null if there is one
 * @param beyond with {@code CENSORED}: the value is above this; with {@code COST_UNKNOWN}: the known part; null otherwise
 * @param most with {@code COST_UNKNOWN}: what it surely is at the most; null if nobody can tell, and otherwise
 * @param method of the interval, such as {@code proportion.wilson}; null if there is none
 * @param sampled what interval and gates rest on where value and {@code n} do not say it; null where they do
 */
public record Figure(
        String name,
        Unit unit,
        @Nullable Double value,
        @Nullable Double low,
        @Nullable Double high,
        long n,
        @Nullable String absence,
        @Nullable Double beyond,
        @Nullable Double most,
        @Nullable String method,
        @Nullable Sampled sampled) {

    /** Refuses a figure that is neither there nor excused. */
    public Figure {
        if ((value == null) == (absence == null)) {
            throw new IllegalArgumentException(name + " needs a value or the reason why there is none");
        }
        if (value != null && !Double.isFinite(value)) {
            throw new IllegalArgumentException(name + " is not finite: " + value);
        }
    }

    /** {@return a figure without an interval} */
    public static Figure of(String name, Unit unit, double value, long n) {
        return new Figure(name, unit, value, null, null, n, null, null, null, null, null);
    }

    /** {@return a figure that cannot be known} */
    public static Figure absent(String name, Unit unit, long n, String absence) {
        return new Figure(name, unit, null, null, null, n, absence, null, null, null, null);
    }

    /** {@return the same figure with its interval} */
    public Figure within(@Nullable Double lower, @Nullable Double upper, String how) {
        return new Figure(name, unit, value, lower, upper, n, absence, beyond, most, how, sampled);
    }

    /** {@return the same figure with the value it is known to lie above} */
    public Figure above(double bound) {
        return new Figure(name, unit, value, low, high, n, absence, bound, most, method, sampled);
    }

    /** {@return the same figure with the value that it surely does not pass} */
    public Figure below(double bound) {
        return new Figure(name, unit, value, low, high, n, absence, beyond, bound, method, sampled);
    }

    /** {@return the same figure with what it rests on} */
    Figure resting(Sampled basis) {
        return new Figure(name, unit, value, low, high, n, absence, beyond, most, method, basis);
    }
}
