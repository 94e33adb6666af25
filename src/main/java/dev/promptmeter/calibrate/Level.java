package dev.promptmeter.calibrate;

import org.jspecify.annotations.Nullable;

/**
 * The client's error with that many requests in flight.
 *
 * @param inFlight requests in flight
 * @param counts over how much it was measured
 * @param arrival client's instant of an event with output less the simulator's
 * @param ttft client's time to first output of a stream less the simulator's from receipt to the first event with output
 * @param latency client's service time of a plain answer less the simulator's from receipt to the last byte written
 * @param cost processor time of this process
 * @param lateness of the simulator's own events
 * @param parks how well this process slept and ran while the streams came
 */
public record Level(
        int inFlight,
        Counts counts,
        Spread arrival,
        Spread ttft,
        Spread latency,
        Cost cost,
        Lateness lateness,
        Parks parks) {

    /**
     * Over how much a level was measured.
     *
     * @param streams streamed answers
     * @param events events with output in them
     * @param plain plain answers
     * @param failed requests without a usable answer, and streams whose stamps do not match their events
     */
    public record Counts(long streams, long events, long plain, long failed) {}

    /**
     * Processor time of this process, nanoseconds; null where the platform does not tell.
     *
     * @param perEvent of streams, everything included, for each event with output
     * @param perCase of a plain answer
     */
    public record Cost(@Nullable Double perEvent, @Nullable Double perCase) {}
}
