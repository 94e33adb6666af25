package dev.promptmeter.compare;

import dev.promptmeter.stats.Absence;
import dev.promptmeter.stats.Interval;
import dev.promptmeter.summary.Unit;
import org.jspecify.annotations.Nullable;

/**
 * One figure over the cases that two runs have in common, and how it changed.
 *
 * @param name as gates write it, such as {@code latency.p95}
 * @param unit what it counts
 * @param before in the baseline; null if it cannot be known
 * @param after in the run; null if it cannot be known
 * @param n cases, or calls of the run for a quantile
 * @param finding how it changed; null if that cannot be told
 * @param absence why there is no finding; null exactly if there is one
 * @param note what a reader must know of it; null for nothing
 */
public record FigureChange(
        String name,
        Unit unit,
        @Nullable Double before,
        @Nullable Double after,
        long n,
        @Nullable Finding finding,
        @Nullable Absence absence,
        @Nullable String note) {

    /** How the size of a change is given. */
    public enum Scale {
        /** Run minus baseline. */
        DIFFERENCE,
        /** Run divided by baseline. */
        RATIO
    }

    /**
     * How a figure changed.
     *
     * @param scale how its size is given
     * @param size of the change; null if it cannot be known
     * @param interval two-sided 95 % interval of the size; null if there is none
     * @param p two-sided p-value of no change, for display; null if the method has none
     * @param word what is said of it
     * @param absence why it is not enough data, null otherwise
     * @param method such as {@code paired.tangoCi}
     */
    public record Finding(
            Scale scale,
            @Nullable Double size,
            @Nullable Interval interval,
            @Nullable Double p,
            ChangeWord word,
            @Nullable Absence absence,
            String method) {

        /** {@return the same with another word} */
        Finding saying(ChangeWord other, @Nullable Absence why) {
            return new Finding(scale, size, interval, p, other, why, method);
        }
    }

    /** Refuses a figure whose change is neither found nor excused. */
    public FigureChange {
        if ((finding == null) == (absence == null)) {
            throw new IllegalArgumentException(name + " needs a finding or the reason why there is none");
        }
    }

    /** {@return what is said of it; null where the runs cannot be compared in it, since nothing is said then} */
    public @Nullable ChangeWord word() {
        if (finding != null) {
            return finding.word();
        }
        return absence == Absence.NOT_COMPARABLE ? null : ChangeWord.NOT_ENOUGH_DATA;
    }

    /** {@return why it is not enough data, or cannot be compared; null otherwise} */
    public @Nullable Absence reason() {
        return finding == null ? absence : finding.absence();
    }

    /** {@return the same figure where nothing is said of its change} */
    FigureChange without(Absence reason, String why) {
        return new FigureChange(name, unit, before, after, n, null, reason, why);
    }
}
