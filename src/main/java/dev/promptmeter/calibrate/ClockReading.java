package dev.promptmeter.calibrate;

/**
 * What another process's clock showed between two looks at ours; all three in nanoseconds of a monotonic clock.
 *
 * @param before our clock before the question was sent
 * @param there the other clock, some time between
 * @param after our clock when the answer had come
 */
public record ClockReading(long before, long there, long after) {

    /** Refuses an answer that came before its question. */
    public ClockReading {
        if (after < before) {
            throw new IllegalArgumentException("the answer came before the question: " + (after - before) + " ns");
        }
    }

    /** {@return how long the exchange took, nanoseconds} */
    long roundTrip() {
        return after - before;
    }
}
