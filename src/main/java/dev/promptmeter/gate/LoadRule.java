package dev.promptmeter.gate;

import java.util.Optional;

/** What a load that changed under a run means for its gates: a latency that was taken under many loads is that of none. */
final class LoadRule {

    /** What such a gate says. */
    static final String CHANGED =
            "the number of requests in flight was found out during the run (concurrency: auto), so its latencies are of no one load";

    /** The same in one word. */
    static final String CODE = "LOAD_CHANGED";

    private LoadRule() {}

    static boolean concerns(String figure) {
        return figure.startsWith("outputRate.") || Family.of(figure).equals(Optional.of(Family.LATENCY));
    }
}
