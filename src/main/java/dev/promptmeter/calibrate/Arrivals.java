package dev.promptmeter.calibrate;

import java.util.List;

/**
 * How much later than the simulator wrote them the client stamped the events of streams.
 *
 * @param errors one for each event with output
 * @param unmatched streams whose stamps are not those of their events
 */
record Arrivals(Errors errors, long unmatched) {

    /**
     * {@return the errors of those streams}
     *
     * @param clock how far the stamps are ahead of our clock
     * @param window outside it an event does not count
     */
    static Arrivals of(List<Taken> streams, ClockOffset clock, Window window) {
        Errors errors = new Errors();
        long unmatched = 0;
        for (Taken stream : streams) {
            if (stream.stamped()) {
                add(errors, stream, clock, window);
            } else {
                unmatched++;
            }
        }
        return new Arrivals(errors, unmatched);
    }

    private static void add(Errors errors, Taken stream, ClockOffset clock, Window window) {
        long[] instants = stream.timing().output().instants();
        for (int i = 0; i < instants.length; i++) {
            long written = stream.stamps()[i] - clock.applied();
            if (window.contains(written)) {
                errors.add(instants[i] - written);
            }
        }
    }
}
