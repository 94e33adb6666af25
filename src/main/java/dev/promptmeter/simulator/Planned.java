package dev.promptmeter.simulator;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer ready to be sent, with what the ledger will say about it.
 *
 * @param dueNanos when its text is due, after the start of the work
 * @param spokenTokens tokens that its pieces carry, whatever the counts claim
 * @param outcome what the entry will say if everything is sent
 * @param said the text of the answer, or null if it has none
 * @param billed whether its tokens are charged at all
 */
record Planned(
        Wire wire,
        int status,
        boolean streamed,
        long dueNanos,
        int spokenTokens,
        LedgerEntry.Outcome outcome,
        List<String> faults,
        boolean billed,
        Counts counts,
        long credits,
        @Nullable Price price,
        @Nullable String said,
        LedgerEntry.@Nullable Digest textDigest,
        boolean keepsEvents) {

    Planned {
        faults = List.copyOf(faults);
    }
}
