package dev.promptmeter.gate;

import dev.promptmeter.stats.Interval;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a gate would say of so many cases, before any money is spent. */
public sealed interface GatePlan {

    /** {@return the gate} */
    Gate gate();

    /**
     * {@return the chance, 0 to 1, that it goes red although nothing changed; null where that depends on what is true}
     */
    default @Nullable Double redWithoutCause() {
        return null;
    }

    /**
     * {@return what that gate would say}
     *
     * @param cases that it is about
     * @param calls that are made for them
     * @param discordance the share of cases, 0 to 1, that flip between two runs
     */
    static GatePlan of(Gate gate, long cases, long calls, double discordance) {
        return new GatePlanner(gate, cases, calls).plan(discordance);
    }

    /**
     * How probable each verdict is if something is true.
     *
     * @param truth a rate of the figure, or a drop since the baseline, 0 to 1
     * @param red the chance of FAIL, 0 to 1
     * @param green the chance of PASS, 0 to 1
     */
    record Chance(double truth, double red, double green) {}

    /**
     * How many cases prove a share with a power of 80 %.
     *
     * @param truth the rate that is assumed
     * @param cases null if it takes more than 100,000
     */
    record Proof(double truth, @Nullable Long cases) {}

    /**
     * A share against a number.
     *
     * @param interval the two-sided 95 % interval if the figure is just at the bound
     * @param chances if the true rate is better than the bound, just at it, or worse
     * @param proofs cases that prove it if the true rate is better
     */
    record OfShare(Gate gate, long cases, Interval interval, List<Chance> chances, List<Proof> proofs)
            implements GatePlan {

        /** Copies the lists. */
        public OfShare {
            chances = List.copyOf(chances);
            proofs = List.copyOf(proofs);
        }
    }

    /**
     * A share against the baseline, with a margin in points.
     *
     * @param margin that is allowed, 0 to 1
     * @param unchanged what is said if nothing changed
     * @param drops what is said of true drops beyond the margin
     * @param detectable the true drop that is found with a power of 80 %, 0 to 1
     * @param toSettle cases for PASS with a power of 80 % if nothing changed; null for a margin that allows nothing
     * @param quietMargin the smallest margin that is red in at most 1 % of runs if nothing changed; null if this one is
     * @param exact whether the chances are summed over all outcomes, and not approximated
     */
    record OfMargin(
            Gate gate,
            long cases,
            double margin,
            Chance unchanged,
            List<Chance> drops,
            double detectable,
            @Nullable Long toSettle,
            @Nullable Double quietMargin,
            Sums exact)
            implements GatePlan {

        /** How the chances were found. */
        public enum Sums {
            /** Over all outcomes. */
            EXACT,
            /** By the normal approximation. */
            NORMAL
        }

        /** Copies the list. */
        public OfMargin {
            drops = List.copyOf(drops);
        }

        @Override
        public Double redWithoutCause() {
            return unchanged.red();
        }
    }

    /**
     * A percentile of times.
     *
     * @param calls that are planned
     * @param shownFrom calls from which it is more than the maximum
     * @param upperBound calls from which it has an upper bound
     * @param bothEnds calls from which its interval has both ends
     */
    record OfTimes(Gate gate, long calls, long shownFrom, long upperBound, long bothEnds) implements GatePlan {}

    /** A number of cases that changed, counted: each flip counts, whatever its cause. */
    record OfChanges(Gate gate, long cases, Double redWithoutCause) implements GatePlan {}

    /**
     * A figure of which nothing can be said before a run.
     *
     * @param why in a few words
     */
    record Unforeseen(Gate gate, String why) implements GatePlan {}
}
