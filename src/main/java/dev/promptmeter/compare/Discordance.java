package dev.promptmeter.compare;

import dev.promptmeter.stats.Repeats;
import java.util.Optional;

/**
 * The share of cases whose result differs between two runs, where nothing need have changed.
 *
 * @param share 0 to 1
 * @param basis where it was seen
 * @param cases that it was seen in; 0 if it is assumed
 */
public record Discordance(double share, Basis basis, long cases) {

    /** What is assumed where nothing is known. */
    public static final Discordance ASSUMED = new Discordance(0.1, Basis.ASSUMED, 0);

    private static final int FEWEST = 20;

    /** Where a discordance comes from. */
    public enum Basis {
        /** Cases of two runs that were compared. */
        PAIRS,
        /** Repeats of the cases of one run. */
        REPEATS,
        /** Nothing is on record. */
        ASSUMED
    }

    /** {@return how often an answer of each run would differ; empty if fewer than 20 cases are judged on both sides} */
    public static Optional<Discordance> between(Baseline before, Baseline after) {
        double flips = 0;
        long cases = 0;
        for (CasePair pair : Pairing.of(before, after).pairs()) {
            if (pair.judged()) {
                double then = pair.before().passShare().orElseThrow();
                double now = pair.after().passShare().orElseThrow();
                flips += then * (1 - now) + now * (1 - then);
                cases++;
            }
        }
        return of(flips, cases, Basis.PAIRS);
    }

    /** {@return how often two repeats of a case of that run differ; empty if fewer than 20 cases have two} */
    public static Optional<Discordance> ofRepeats(Baseline run) {
        double flips = 0;
        long cases = 0;
        for (BaselineCase each : run.cases()) {
            if (each.judged() > 1) {
                flips += new Repeats(each.passed(), each.judged()).flipRate().orElseThrow();
                cases++;
            }
        }
        return of(flips, cases, Basis.REPEATS);
    }

    /** That nothing was seen to flip does not mean that nothing can: one case more might have. */
    private static Optional<Discordance> of(double flips, long cases, Basis basis) {
        return cases < FEWEST
                ? Optional.empty()
                : Optional.of(new Discordance(Math.max(flips, 1) / cases, basis, cases));
    }
}
