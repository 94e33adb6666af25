package dev.promptmeter.simulator;

import java.util.function.LongSupplier;

/** SplitMix64: the same numbers for the same start, on every machine. Not thread-safe. */
final class NumberStream {

    private static final double TWO_TO_MINUS_53 = 0x1.0p-53;

    private final LongSupplier start;
    private boolean started;
    private long state;

    NumberStream(long start) {
        this(() -> start);
    }

    /** The start is asked for with the first number: most streams are never drawn from, and a start costs a hash. */
    NumberStream(LongSupplier start) {
        this.start = start;
    }

    long nextLong() {
        if (!started) {
            state = start.getAsLong();
            started = true;
        }
        state += 0x9e3779b97f4a7c15L;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** {@return a number from 0 (included) to 1 (excluded)} */
    double nextDouble() {
        return (nextLong() >>> 11) * TWO_TO_MINUS_53;
    }

    /** {@return a number of the standard normal distribution; takes two numbers of the stream each time} */
    double nextGaussian() {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - nextDouble()));
        return radius * StrictMath.cos(2 * StrictMath.PI * nextDouble());
    }
}
