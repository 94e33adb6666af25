package dev.promptmeter.summary;

import dev.promptmeter.run.CaseId;
import dev.promptmeter.stats.Interval;
import dev.promptmeter.stats.Proportion;
import dev.promptmeter.stats.Repeats;
import java.util.Comparator;

/**
 * A case of which some repeats passed and some failed.
 *
 * @param id of its first repeat
 * @param repeats how many passed
 */
public record FlakyCase(CaseId id, Repeats repeats) {

    /** The one that flips most first, then by id. */
    static final Comparator<FlakyCase> FLAKIEST_FIRST = Comparator.comparingDouble(FlakyCase::flipRate)
            .reversed()
            .thenComparing(flaky -> flaky.id().dataset())
            .thenComparing(flaky -> flaky.id().row())
            .thenComparing(flaky -> flaky.id().prompt())
            .thenComparing(flaky -> flaky.id().model());

    private static final double CONFIDENCE = 0.95;

    /** {@return the chance, 0 to 1, that two of its repeats disagree} */
    public double flipRate() {
        return repeats.flipRate().orElseThrow();
    }

    /** {@return the exact 95 % interval of its own pass rate} */
    public Interval interval() {
        return new Proportion(repeats.passed(), repeats.n()).clopperPearson(CONFIDENCE);
    }
}
