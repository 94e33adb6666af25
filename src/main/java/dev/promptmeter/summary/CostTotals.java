package dev.promptmeter.summary;

import dev.promptmeter.cost.CostSource;
import java.util.Map;

/**
 * What a run cost, in picodollars.
 *
 * @param knownPico sum of all known costs, warm-up and judges included
 * @param warmupPico of it, warm-up
 * @param wastedPico of it, attempts whose answer could not be used
 * @param savedPico what answers from the cache cost when they were asked for, as far as that is known; no part of the sum
 * @param unknown repeats whose cost is unknown, or that of their judging
 * @param sources repeats by who says what they cost
 */
public record CostTotals(
        long knownPico, long warmupPico, long wastedPico, long savedPico, long unknown, Map<CostSource, Long> sources) {

    /** Copies the sources. */
    public CostTotals {
        sources = Map.copyOf(sources);
    }

    /** {@return whether every cost is known} */
    public boolean complete() {
        return unknown == 0;
    }
}
