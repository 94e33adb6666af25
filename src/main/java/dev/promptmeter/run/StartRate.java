package dev.promptmeter.run;

import java.math.BigDecimal;

/**
 * How many starts a second are planned: so many all the time, or changing evenly from one rate to another, at which it stays.
 *
 * @param from starts per second at the beginning, above 0
 * @param to starts per second in the end, above 0
 * @param overSeconds how long the change takes; 0 where there is none
 */
public record StartRate(double from, double to, double overSeconds) {

    /** Refuses rates at which nothing ever starts. */
    public StartRate {
        if (!(from > 0) || !(to > 0) || !(overSeconds >= 0) || from != to && overSeconds == 0) {
            throw new IllegalArgumentException(
                    "a rate is above 0 and takes a while to change: " + from + ", " + to + ", " + overSeconds);
        }
    }

    /** {@return the same rate all the time} */
    public static StartRate of(double perSecond) {
        return new StartRate(perSecond, perSecond, 0);
    }

    /** {@return whether it changes} */
    public boolean ramp() {
        return from != to;
    }

    /** {@return when so many starts were due, in seconds: the inverse of the integral of the rate} */
    double secondsAt(double starts) {
        if (!ramp()) {
            return starts / from;
        }
        double during = (from + to) / 2 * overSeconds;
        if (starts > during) {
            return overSeconds + (starts - during) / to;
        }
        double root = StrictMath.sqrt(from * from + 2 * starts * (to - from) / overSeconds);
        return (root - from) * overSeconds / (to - from);
    }

    /** {@return the highest rate that it comes to, starts per second} */
    double most() {
        return Math.max(from, to);
    }

    /** {@return the same for people, such as {@code 20/s} or {@code 1/s to 50/s over 120 s}} */
    public String text() {
        return ramp()
                ? plain(from) + "/s to " + plain(to) + "/s over " + plain(overSeconds) + " s"
                : plain(from) + "/s";
    }

    private static String plain(double value) {
        return new BigDecimal(String.valueOf(value)).stripTrailingZeros().toPlainString();
    }
}
