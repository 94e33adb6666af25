package dev.promptmeter.summary;

import dev.promptmeter.cost.CostSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run cost, in picodollars.
 *
 * @param knownPico sum of all known costs, warm-up and judges included
 * @param warmupPico of it, warm-up
 * @param wastedPico of it, attempts whose answer could not be used
 * @param savedPico what answers from the cache cost when they were asked for, as far as that is known; no part of the sum
 * @param unknown repeats whose cost is unknown, or that of their judging
 * @param sources repeats by who says what they cost
 * @param billing of single attempts
 */
public record CostTotals(
        long knownPico,
        long warmupPico,
        long wastedPico,
        long savedPico,
        long unknown,
        Map<CostSource, Long> sources,
        Billing billing) {

    /**
     * How much is known of what attempts cost, those of judges and of the warm-up included.
     *
     * @param billed attempts that may have been billed
     * @param known of them, those whose cost is known
     * @param maybePico what attempts without an answer can have cost at the most whose cost is unknown; null if nobody can tell
     */
    public record Billing(long billed, long known, @Nullable Long maybePico) {

        /** {@return share of those whose cost is known; null if nothing may have been billed} */
        public @Nullable Double coverage() {
            return billed == 0 ? null : (Double) ((double) known / billed);
        }
    }

    /** Copies the sources. */
    public CostTotals {
        sources = Map.copyOf(sources);
    }

    /** {@return whether every cost is known} */
    public boolean complete() {
        return unknown == 0;
    }
}
