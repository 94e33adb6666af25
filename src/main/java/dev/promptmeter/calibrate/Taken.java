package dev.promptmeter.calibrate;

import dev.promptmeter.chat.Timing;

/**
 * One answer as the client took it.
 *
 * @param id of its request, the same in the simulator's ledger
 * @param stamps truth stamps of the events that brought tokens; not to be changed
 * @param timing its instants by our clock
 */
record Taken(String id, long[] stamps, Timing timing) {

    /** {@return whether every event with output has its truth stamp, so that both sides speak of the same events} */
    boolean stamped() {
        return stamps.length == timing.output().count();
    }
}
