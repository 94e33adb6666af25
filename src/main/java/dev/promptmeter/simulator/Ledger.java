package dev.promptmeter.simulator;

import java.util.List;
import java.util.Map;

/**
 * What a simulator received and sent, at one moment. Immutable; take a new one to see more.
 *
 * @param entries the latest finished requests in order of receipt; older ones may have been forgotten
 * @param requests all requests received so far, finished or not, forgotten or not
 * @param finished all requests finished so far
 * @param faults how often each fault was applied
 * @param billedPicodollars the sum of all charges, in 10^-12 USD
 */
public record Ledger(
        List<LedgerEntry> entries, long requests, long finished, Map<String, Long> faults, long billedPicodollars) {

    /** Copies the parts. */
    public Ledger {
        entries = List.copyOf(entries);
        faults = Map.copyOf(faults);
    }

    /** {@return the chat completions that were answered to their end and usably} */
    public List<LedgerEntry> answered() {
        return entries.stream().filter(LedgerEntry::answered).toList();
    }
}
