package dev.promptmeter.run;

import dev.promptmeter.dataset.LongIntMap;
import java.util.ArrayList;
import java.util.List;

/**
 * What was asked before, by the hash of endpoint and bytes, in some 20 bytes per case: in its dataset, which keys count, and in the run,
 * which leaves out what is not chosen. Not thread-safe.
 */
final class PastPrompts {

    private static final int CHOSEN = 1;
    private static final int ONCE = 2;

    private final List<LongIntMap> earlier = new ArrayList<>();
    private LongIntMap counts = new LongIntMap();

    /** Another dataset begins: its occurrences count from 1. */
    void nextDataset() {
        earlier.add(counts);
        counts = new LongIntMap();
    }

    /** {@return how often this dataset has asked it, this time included} */
    int occurrence(String endpoint, String bodySha) {
        long hash = hash(endpoint, bodySha);
        int count = counts.get(hash) + ONCE;
        counts.put(hash, count);
        return count / ONCE;
    }

    /** {@return whether the run asks it for the first time; from now on it has} */
    Case.Novelty choose(String endpoint, String bodySha) {
        long hash = hash(endpoint, bodySha);
        boolean known = chosen(counts, hash);
        for (int i = 0; i < earlier.size() && !known; i++) {
            known = chosen(earlier.get(i), hash);
        }
        counts.put(hash, counts.get(hash) | CHOSEN);
        return known ? Case.Novelty.DUPLICATE : Case.Novelty.NEW;
    }

    private static boolean chosen(LongIntMap counts, long hash) {
        return (counts.get(hash) & CHOSEN) != 0;
    }

    private static long hash(String endpoint, String bodySha) {
        return Long.parseUnsignedLong(bodySha, 0, 16, 16) ^ (long) endpoint.hashCode() << 32;
    }
}
