package dev.promptmeter.calibrate;

/**
 * While all slots are at work, by the client's clock, nanoseconds.
 *
 * @param from when the last slot begins
 * @param to when the first may end
 */
record Window(long from, long to) {

    boolean contains(long instant) {
        return instant - from >= 0 && to - instant >= 0;
    }
}
