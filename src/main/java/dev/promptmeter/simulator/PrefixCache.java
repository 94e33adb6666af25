package dev.promptmeter.simulator;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/** Beginnings of prompts that were met before, in blocks of so many tokens. Confined to the loop's thread. */
final class PrefixCache {

    private static final int MOST_BLOCKS = 100_000;
    private static final long START = 1;
    private static final long PRIME = 0x100000001b3L;

    private final int block;
    private final Set<Long> known = new LinkedHashSet<>();

    /** Remembers nothing for a block of 0. */
    PrefixCache(int block) {
        this.block = block;
    }

    /** {@return how many tokens of that prompt begin one that was met before, in whole blocks; from now on this one was} */
    int cached(ChatRequest chat) {
        if (block == 0) {
            return 0;
        }
        int cached = 0;
        int tokens = 0;
        boolean met = true;
        long hash = START;
        for (String piece : chat.promptPieces()) {
            hash = (hash ^ piece.hashCode()) * PRIME;
            tokens++;
            if (tokens % block == 0) {
                met &= known.contains(hash);
                cached = met ? tokens : cached;
                remember(hash);
            }
        }
        return cached;
    }

    private void remember(long hash) {
        known.add(hash);
        if (known.size() > MOST_BLOCKS) {
            Iterator<Long> oldest = known.iterator();
            oldest.next();
            oldest.remove();
        }
    }
}
