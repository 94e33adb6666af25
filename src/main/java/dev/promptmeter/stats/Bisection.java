package dev.promptmeter.stats;

import static java.util.Objects.requireNonNull;

import java.util.function.DoubleUnaryOperator;
import java.util.function.IntPredicate;

/** Finds where a monotone function takes a value, on [0, 1] unless a range is given, in a fixed number of steps. */
final class Bisection {

    // The library's own inverse functions stop at an absolute error of 1e-9, too coarse for a rate of one in a million.
    private static final int STEPS = 100;

    private Bisection() {}

    static double whereRising(DoubleUnaryOperator rising, double target) {
        double low = 0;
        double high = 1;
        for (int step = 0; step < STEPS; step++) {
            double middle = (low + high) / 2;
            if (rising.applyAsDouble(middle) < target) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    static double whereFalling(DoubleUnaryOperator falling, double target) {
        return whereRising(x -> -falling.applyAsDouble(x), -target);
    }

    static double whereRising(DoubleUnaryOperator rising, double target, Interval range) {
        double low = requireNonNull(range.lower());
        return low + range.width() * whereRising(x -> rising.applyAsDouble(low + range.width() * x), target);
    }

    /** {@return the first in [from, to] that meets a condition which, once met, stays met; {@code to} if no earlier one does} */
    static int first(int from, int to, IntPredicate condition) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (condition.test(middle)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
