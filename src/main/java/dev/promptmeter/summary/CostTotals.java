package dev.promptmeter.summary;

import dev.promptmeter.cost.Cost;
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
 * @param reconciled stated beside computed cost; null if no attempt has both
 */
public record CostTotals(
        long knownPico,
        long warmupPico,
        long wastedPico,
        long savedPico,
        long unknown,
        Map<CostSource, Long> sources,
        Billing billing,
        @Nullable Reconciled reconciled) {

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

    /**
     * What the attempts cost of which both is known, those of judges and of the warm-up included, in picodollars.
     *
     * @param statedPico as the provider states
     * @param computedPico as their tokens come to at the suite's prices
     */
    public record Reconciled(long statedPico, long computedPico) {

        private Reconciled plus(Reconciled more) {
            return new Reconciled(Cost.sum(statedPico, more.statedPico), Cost.sum(computedPico, more.computedPico));
        }

        /** {@return the sum; null if there is nothing to add} */
        static @Nullable Reconciled sum(@Nullable Reconciled one, @Nullable Reconciled other) {
            return one == null ? other : other == null ? one : one.plus(other);
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
