package dev.promptmeter.simulator;

import java.util.Arrays;

/** How often each request key came, in 12 bytes a key: a million prompts must fit beside everything else. */
final class Occurrences {

    private long[] keys = new long[1024];
    private int[] counts = new int[1024];
    private int used;

    /** {@return how often the key came, this time included} */
    int next(byte[] key) {
        if (used * 2 > keys.length) {
            grow();
        }
        long wanted = Digests.firstLong(key);
        int slot = slot(wanted);
        if (counts[slot] == 0) {
            keys[slot] = wanted;
            used++;
        }
        return ++counts[slot];
    }

    private int slot(long key) {
        int slot = (int) key & keys.length - 1;
        while (counts[slot] != 0 && keys[slot] != key) {
            slot = slot + 1 & keys.length - 1;
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldCounts = counts;
        keys = new long[oldKeys.length * 2];
        counts = new int[keys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldCounts[i] != 0) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                counts[slot] = oldCounts[i];
            }
        }
    }

    void forget() {
        Arrays.fill(counts, 0);
        used = 0;
    }
}
