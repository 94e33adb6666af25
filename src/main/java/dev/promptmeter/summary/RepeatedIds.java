package dev.promptmeter.summary;

import java.util.Map;
import java.util.TreeMap;

/**
 * How many answers carry the id of another one, as those do that a cache in between gives out. Of a large run a sample is looked at: the
 * ids with the smallest hashes, which are the same ones in whatever order and parts the answers come.
 */
final class RepeatedIds {

    private static final int MOST = 1_024;
    private static final long FNV_START = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private final TreeMap<Long, Long> counts = new TreeMap<>();

    void add(String id) {
        add(hash(id), 1);
    }

    private void add(long hash, long count) {
        if (counts.size() < MOST || hash <= counts.lastKey()) {
            counts.merge(hash, count, Long::sum);
            if (counts.size() > MOST) {
                counts.pollLastEntry();
            }
        }
    }

    /** FNV-1a, then mixed: ids often differ in their last characters alone. */
    private static long hash(String id) {
        long hash = FNV_START;
        for (int i = 0; i < id.length(); i++) {
            hash = (hash ^ id.charAt(i)) * FNV_PRIME;
        }
        return (hash ^ hash >>> 32) * FNV_PRIME;
    }

    void merge(RepeatedIds other) {
        for (Map.Entry<Long, Long> entry : other.counts.entrySet()) {
            add(entry.getKey(), entry.getValue());
        }
    }

    /** {@return how many of the answers in the sample repeat the id of an earlier one} */
    long repeated() {
        return counts.values().stream().mapToLong(count -> count - 1).sum();
    }
}
