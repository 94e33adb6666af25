package dev.promptmeter.stats;

import java.util.function.DoubleUnaryOperator;

/** Finds where a monotone function on [0, 1] takes a value, in a fixed number of steps. */
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
}
