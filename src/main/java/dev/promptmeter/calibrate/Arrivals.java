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
     */
    static Arrivals of(List<Taken> streams, ClockOffset clock) {
        Errors errors = new Errors();
        long unmatched = 0;
        for (Taken stream : streams) {
            long[] stamps = Stamps.ofOutput(stream.body());
            if (stream.stampedBy(stamps)) {
                long[] instants = stream.timing().output().instants();
                for (int i = 0; i < stamps.length; i++) {
                    errors.add(instants[i] - (stamps[i] - clock.applied()));
                }
            } else {
                unmatched++;
            }
        }
        return new Arrivals(errors, unmatched);
    }
}
