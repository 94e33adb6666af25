package dev.promptmeter.archive;

import dev.promptmeter.compare.Comparison;
import dev.promptmeter.gate.Verdict;
import dev.promptmeter.summary.Summary;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A run that is over, with everything a report may show.
 *
 * @param manifest what it is
 * @param summary what it came to
 * @param verdict what it was found to be
 * @param durationMillis from its start to its last record, all starts of the program added up
 * @param starts how often the program was started for it; above 1 after a resume
 * @param overhead benchmark figures that were shown, as the journal's {@code overhead} note holds them; null if there are none
 * @param results every result in dataset order
 * @param notices what a reader must know about the record itself, such as damage; usually empty
 * @param comparison what changed since its baseline; null for a run that has none
 */
public record FinishedRun(
        Manifest manifest,
        Summary summary,
        Verdict verdict,
        long durationMillis,
        int starts,
        @Nullable JsonNode overhead,
        Results results,
        List<String> notices,
        @Nullable Comparison comparison) {

    /** Copies the notices. */
    public FinishedRun {
        notices = List.copyOf(notices);
    }

    /** A run that is compared with none. */
    public FinishedRun(
            Manifest manifest,
            Summary summary,
            Verdict verdict,
            long durationMillis,
            int starts,
            @Nullable JsonNode overhead,
            Results results,
            List<String> notices) {
        this(manifest, summary, verdict, durationMillis, starts, overhead, results, notices, null);
    }

    /** {@return the same, compared with its baseline} */
    public FinishedRun compared(Comparison changes) {
        return new FinishedRun(manifest, summary, verdict, durationMillis, starts, overhead, results, notices, changes);
    }
}
