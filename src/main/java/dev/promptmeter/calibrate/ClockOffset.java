package dev.promptmeter.calibrate;

import java.util.Comparator;
import java.util.List;

/**
 * How far another process's clock is ahead of ours.
 *
 * @param nanos the most likely distance
 * @param errorNanos how far off that may be, to either side
 */
public record ClockOffset(long nanos, long errorNanos) {

    /**
     * {@return what the exchange with the shortest round trip says: the other clock was read at some time during it}
     *
     * @throws IllegalArgumentException if there is no reading
     */
    public static ClockOffset of(List<ClockReading> readings) {
        ClockReading best = readings.stream()
                .min(Comparator.comparingLong(ClockReading::roundTrip))
                .orElseThrow(() -> new IllegalArgumentException("no reading of the other clock"));
        long half = best.roundTrip() / 2;
        return new ClockOffset(best.there() - best.before() - half, half + 1);
    }

    /** {@return whether both may be one clock} */
    public boolean same() {
        return Math.abs(nanos) <= errorNanos;
    }

    /** {@return what to take off its instants, nanoseconds; 0 for the same clock} */
    public long applied() {
        return same() ? 0 : nanos;
    }
}
