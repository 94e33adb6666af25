package dev.promptmeter.bars;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a figure has to keep to: a multiple of its reference, an amount, or both together.
 *
 * @param sense which side of the limit is good
 * @param factor of the reference; 0 if there is none
 * @param plus an amount in {@code unit}
 */
record Limit(Sense sense, double factor, double plus, String unit) {

    private static final double ROOM = 1.5;

    /** Which side is good. */
    enum Sense {
        AT_MOST("≤"),
        AT_LEAST("≥");

        private final String sign;

        Sense(String sign) {
            this.sign = sign;
        }
    }

    Limit {
        if (factor < 0 || plus < 0 || factor + plus == 0) {
            throw new IllegalArgumentException("a limit is above 0: " + factor + " x + " + plus + " " + unit);
        }
    }

    static Limit atMostTimes(double factor, String unit) {
        return new Limit(Sense.AT_MOST, factor, 0, unit);
    }

    static Limit atLeastTimes(double factor, String unit) {
        return new Limit(Sense.AT_LEAST, factor, 0, unit);
    }

    static Limit atMost(double amount, String unit) {
        return new Limit(Sense.AT_MOST, 0, amount, unit);
    }

    Limit plus(double amount) {
        return new Limit(sense, factor, amount, unit);
    }

    boolean kept(double figure, @Nullable Double reference) {
        double allowed = allowed(reference);
        return sense == Sense.AT_MOST ? figure <= allowed : figure >= allowed;
    }

    private double allowed(@Nullable Double reference) {
        if (factor > 0 && reference == null) {
            throw new IllegalArgumentException(this + " needs a reference");
        }
        return plus + (reference == null ? 0 : factor * reference);
    }

    /** {@return whether that is further off than a machine that does other work as well explains} */
    boolean farOff(double figure, @Nullable Double reference) {
        double allowed = allowed(reference);
        return sense == Sense.AT_MOST ? figure > ROOM * allowed : figure < allowed / ROOM;
    }

    @Override
    public String toString() {
        String times = factor == 0 ? "" : String.format(Locale.ROOT, "%s ×", Amount.plain(factor));
        String amount = plus == 0 ? "" : Amount.plain(plus) + " " + unit;
        return sense.sign + " " + times + (times.isEmpty() || amount.isEmpty() ? "" : " + ") + amount;
    }
}
