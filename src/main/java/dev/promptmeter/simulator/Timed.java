package dev.promptmeter.simulator;

/** Something that the loop wakes at an instant. */
interface Timed {

    /** {@return the instant on the machine's clock} */
    long wakeAt();

    /** Does what was waited for. */
    void wake();
}
