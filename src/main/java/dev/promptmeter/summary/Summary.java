package dev.promptmeter.summary;

import dev.promptmeter.chat.FinishReason;
import dev.promptmeter.run.Stop;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run comes to. Immutable; a function of the results alone, whatever their order.
 *
 * @param total the whole run
 * @param groups by model and prompt, in suite order
 * @param parts the parts that gates name
 * @param finishReasons answers by normalised finish reason; every kind is there
 * @param errors kinds of errors, most frequent first
 * @param failedChecks failed repeats by the type of their first failing check, most frequent first
 * @param skippedChecks outcomes of checks that did not apply, by type, most frequent first
 * @param unscoredChecks outcomes of checks that could not be judged, those inside groups among them, by type, most frequent first
 * @param flags named oddities and how many repeats show them
 * @param tokens token sums
 * @param cost money
 * @param metrics names of the metrics that checks feed, in suite order, and after them of the derived ones
 * @param checking whether any check applied to any row
 * @param planned repeats that the run was to make
 * @param stop why it ended early; null if it did not
 * @param judging what judging took
 * @param kept what was asked for of single cases
 */
public record Summary(
        Slice total,
        List<Group> groups,
        Map<Selector, Slice> parts,
        Map<FinishReason.Kind, Long> finishReasons,
        List<ErrorCount> errors,
        Map<String, Long> failedChecks,
        Map<String, Long> skippedChecks,
        Map<String, Long> unscoredChecks,
        Map<String, Long> flags,
        TokenTotals tokens,
        CostTotals cost,
        List<String> metrics,
        Checking checking,
        long planned,
        @Nullable Stop stop,
        JudgeTotals judging,
        KeptValues kept) {

    /** Whether answers were judged or only measured. */
    public enum Checking {
        /** At least one row had a check. */
        CHECKED,
        /** No row had one. */
        NOT_CHECKED
    }

    /** Copies the collections and keeps their order. */
    public Summary {
        groups = List.copyOf(groups);
        parts = Map.copyOf(parts);
        finishReasons = Map.copyOf(finishReasons);
        errors = List.copyOf(errors);
        failedChecks = Collections.unmodifiableMap(new LinkedHashMap<>(failedChecks));
        skippedChecks = Collections.unmodifiableMap(new LinkedHashMap<>(skippedChecks));
        unscoredChecks = Collections.unmodifiableMap(new LinkedHashMap<>(unscoredChecks));
        flags = Collections.unmodifiableMap(new LinkedHashMap<>(flags));
        metrics = List.copyOf(metrics);
    }

    /**
     * {@return the figure of that name over that part}
     *
     * @throws IllegalArgumentException if it was not asked for when the tally was made
     */
    public Figure figure(String name, Selector part) {
        return slice(part).figure(name);
    }

    /**
     * {@return the figures of that part}
     *
     * @throws IllegalArgumentException if it was not asked for when the tally was made
     */
    public Slice slice(Selector part) {
        if (part.equals(Selector.ALL)) {
            return total;
        }
        Slice slice = parts.get(part);
        if (slice == null) {
            throw new IllegalArgumentException("no figures were kept for " + part);
        }
        return slice;
    }

    /** {@return what its headline times count from} */
    public Headline headline() {
        return total.figures().containsKey("run.planned") ? Headline.RESPONSE : Headline.SERVICE;
    }

    /** {@return whether the run is not whole} */
    public boolean partial() {
        return stop != null;
    }
}
