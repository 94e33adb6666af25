package blackbox;

/** Keeps a suite's gates on times and rates, and its baselines, from hanging on how busy the machine is that runs the tests. */
final class AnyMachine {

    /** A line of a suite. */
    static final String LIMITS =
            "validity: { DISPATCH_LAG: off, RATE: off, SHED: off, SLOTS: off, STALLS: off, STALL_TIME: off,"
                    + " CPU: off, MACHINE: off, GC: off, LITTLE: off, OVERLOAD: off, CLOCK: off }\n";

    private AnyMachine() {}
}
