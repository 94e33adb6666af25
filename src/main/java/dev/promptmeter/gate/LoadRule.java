package dev.promptmeter.gate;

import java.util.Set;

/** What a load that changed under a run means for its gates: a latency that was taken under many loads is that of none. */
final class LoadRule {

    /** What such a gate says. */
    static final String CHANGED =
            "the number of requests in flight was found out during the run (concurrency: auto), so its latencies are of no one load";

    /** The same in one word. */
    static final String CODE = "LOAD_CHANGED";

    private static final Set<String> FAMILIES =
            Set.of("latency", "service", "e2e", "ttft", "queue", "retryWait", "chunkGap", "tpot", "outputRate", "slo");

    private LoadRule() {}

    static GateResult judged(GateResult result, Verdict.Load load) {
        String figure = result.gate().figure();
        String family = figure.substring(0, Math.max(0, figure.indexOf('.')));
        return load == Verdict.Load.CHANGING && FAMILIES.contains(family)
                ? new GateResult(result.gate(), GateVerdict.INVALID, result.figure(), CHANGED)
                : result;
    }
}
